export const oldestForPackage: readonly [number, number];
export const oldestForSources: readonly [number, number];
export function isAtLeast(version: string, oldest: readonly [number, number]): boolean;
export function pinnedNodeCandidates(from: string, platform: string, arch: string): string[];
export function pinnedNode(): string | null;
export function tooOldSentence(version: string, oldest: readonly [number, number]): string;
