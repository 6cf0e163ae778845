// Plain JavaScript on purpose: this runs on whatever Node a machine has, to find one that is new enough.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** better-sqlite3 crashes without a message below this. */
export const oldestForPackage = [22, 14];
/** The first that runs TypeScript sources without a flag. */
export const oldestForSources = [22, 18];

/** Whether version text such as `22.14.0` is at least `[major, minor]`. */
export function isAtLeast(version, [major, minor]) {
  const [actualMajor, actualMinor] = version.split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

/** Where the Node pinned through npm may lie, for a platform such as `linux-x64`, seen from a folder. */
export function pinnedNodeCandidates(from, platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  const name = `node-${system}-${arch}`;
  const binary = platform === 'win32' ? 'node.exe' : 'node';
  const candidates = [];
  for (let folder = from; ; folder = dirname(folder)) {
    candidates.push(join(folder, 'node_modules', name, 'bin', binary));
    if (dirname(folder) === folder) return candidates;
  }
}

/** The pinned Node beside this package, or null. */
export function pinnedNode() {
  const here = dirname(fileURLToPath(import.meta.url));
  return pinnedNodeCandidates(here, process.platform, process.arch).find(existsSync) ?? null;
}

/** What to tell a person whose Node is too old and who has no pinned one. */
export function tooOldSentence(version, [major, minor]) {
  return (
    `Apprentice needs Node ${major}.${minor} or newer and this is ${version}; ` +
    'install Node 24, or run "npm ci" in a checkout, which brings one on Linux and Windows.'
  );
}
