import { RowWriter } from '../../row-writer.ts';
import type { FiniteWorld } from '../../world.ts';
import { cellNames, destination, flags, gridLayout, makeGrid, uniformOver } from '../grid.ts';
import { moveSets } from '../moves.ts';

const kinds = ['frozen', 'hole', 'goal'];

/**
 * The icy grid (FrozenLake): on ice a move goes where it was meant to, or to either side of it, with probability 1/3
 * each. Holes and the goal end the episode. Moving into the goal pays 1, so r(s,a) is the probability of arriving there.
 *
 * @param map rows of S (start), F (frozen), H (hole), G (goal)
 */
export function icyGrid(map: readonly string[], maxSteps: number): FiniteWorld {
  const text = map.join('');
  const columns = map[0].length;
  const grid = makeGrid(map.length, columns, [], []);
  const stateCount = text.length;
  const kindOf = Int32Array.from(text, (c) => (c === 'H' ? 1 : c === 'G' ? 2 : 0));
  const ends = [...kindOf.keys()].filter((s) => kindOf[s] !== 0);
  const terminal = flags(stateCount, ends);
  const actions = moveSets.four;
  const trueReward = new Float64Array(stateCount * actions.length);
  const writer = new RowWriter(stateCount, actions.length, stateCount * actions.length * 3);
  for (let s = 0; s < stateCount; s++)
    for (let a = 0; a < actions.length; a++) {
      if (terminal[s] === 0)
        for (const turn of [3, 0, 1]) {
          const { x, y } = actions[(a + turn) % 4].direction!;
          const next = destination(grid, s, x, y);
          writer.add(next, 1 / 3);
          if (kindOf[next] === 2) trueReward[s * actions.length + a] += 1 / 3;
        }
      writer.endRow();
    }
  const values = new Float64Array(stateCount * kinds.length);
  for (let s = 0; s < stateCount; s++) values[s * kinds.length + kindOf[s]] = 1;
  const start = text.indexOf('S');
  return {
    mdp: writer.finish(uniformOver(stateCount, [start]), terminal),
    trueReward,
    features: { count: kinds.length, names: kinds, values },
    actions,
    stateNames: cellNames(grid),
    layout: gridLayout(
      grid,
      kindOf,
      [
        { name: 'frozen', colour: '#dcebf5' },
        { name: 'hole', colour: '#35506b' },
        { name: 'goal', colour: '#f2d27a' },
      ],
      [
        { cell: start, kind: 'start', label: 'start', colour: null },
        ...ends.map((cell) =>
          kindOf[cell] === 1
            ? { cell, kind: 'hazard' as const, label: 'hole: the episode ends', colour: null }
            : { cell, kind: 'goal' as const, label: 'goal', colour: null },
        ),
      ],
    ),
    maxSteps,
  };
}
