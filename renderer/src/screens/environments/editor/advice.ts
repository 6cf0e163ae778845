/** What a painter should know of a grid that is valid but may not be meant so. */

import type { FiniteMdp } from '../../../../../core/mdp/index.ts';
import { buildWorld, type GridworldSpec } from '../../../../../core/mdp/index.ts';

/** [S] 1 for every state that an episode can get to. */
export function reachable(mdp: FiniteMdp): Uint8Array {
  const { stateCount, actionCount, rowStart, successor, initial } = mdp;
  const seen = new Uint8Array(stateCount);
  const queue: number[] = [];
  for (let s = 0; s < stateCount; s++)
    if (initial[s] > 0) {
      seen[s] = 1;
      queue.push(s);
    }
  for (let s = queue.pop(); s !== undefined; s = queue.pop())
    for (let k = rowStart[s * actionCount]; k < rowStart[(s + 1) * actionCount]; k++)
      if (seen[successor[k]] === 0) {
        seen[successor[k]] = 1;
        queue.push(successor[k]);
      }
  return seen;
}

/** Sentences, the gravest first; none for a grid without surprises. The spec must be valid. */
export function advice(spec: GridworldSpec): string[] {
  const { mdp, layout } = buildWorld(spec);
  const seen = reachable(mdp);
  const place = (cell: number) =>
    `row ${Math.floor(cell / spec.columns) + 1}, column ${(cell % spec.columns) + 1}`;
  const unreached = (cell: number) => seen[layout?.stateOfCell[cell] ?? 0] === 0;
  const notes = spec.goals
    .filter(({ cell }) => unreached(cell))
    .map(({ cell }) => `The goal at ${place(cell)} cannot be reached from any start.`);
  if (spec.terminals.length === 0)
    notes.push(`Nothing ends an episode but the limit of ${spec.maxSteps} steps: mark a terminal cell.`);
  else if (spec.terminals.every(unreached)) notes.push('No terminal cell can be reached from any start.');
  if (spec.goals.length === 0 && new Set(spec.terrains.map(({ reward }) => reward)).size === 1)
    notes.push('Every cell has the same reward, so there is nothing to prefer.');
  const lost = seen.length - seen.reduce((sum, flag) => sum + flag, 0);
  if (lost > 0 && notes.length === 0)
    notes.push(`${lost} of ${seen.length} cells cannot be reached from any start.`);
  return notes;
}
