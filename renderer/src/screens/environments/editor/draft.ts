/** Unsaved work of the painter, kept in the lab file's window state so that no closed window loses it. */
import { type GridworldSpec, worldSpec } from '../../../../../core/mdp/index.ts';

export interface Draft {
  readonly name: string;
  readonly spec: GridworldSpec;
}

/** `id` of the environment, or `new`. */
export const draftKey = (id: string): string => `draft:${id}`;

export function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { name, spec } = value as Partial<Draft>;
  const parsed = worldSpec.safeParse(spec);
  return typeof name === 'string' && parsed.success && parsed.data.kind === 'gridworld';
}
