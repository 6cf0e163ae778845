import type { GridworldSpec } from '../../core/mdp/index.ts';

/** A meadow without walls or ends, of any size: one start in the corner, a goal in the other. */
export function blankWorld({
  rows,
  columns,
  maxSteps,
}: {
  rows: number;
  columns: number;
  maxSteps: number;
}): GridworldSpec {
  return {
    kind: 'gridworld',
    rows,
    columns,
    terrains: [{ name: 'grass', reward: -0.1, colour: '#a8c686' }],
    cells: new Array<number>(rows * columns).fill(0),
    walls: [],
    goals: [{ cell: rows * columns - 1, reward: 1 }],
    terminals: [],
    starts: [0],
    slip: 0,
    wind: new Array<number>(columns).fill(0),
    moves: 'four',
    features: 'terrain',
    maxSteps,
  };
}
