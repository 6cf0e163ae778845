import { indicatorFeatures } from '../../rewards.ts';
import { RowWriter } from '../../row-writer.ts';
import type { FiniteWorld, GridLayout } from '../../world.ts';
import {
  cellNames,
  destination,
  flags,
  type Grid,
  gridLayout,
  gridMdp,
  makeGrid,
  uniformOver,
} from '../grid.ts';
import { moveSets } from '../moves.ts';

const ground = [{ name: 'ground', colour: '#e8e4da' }];
const moves = moveSets.four;

/** [S*A] the same reward for every action taken where the episode goes on. */
function perStep(reward: number, terminal: Uint8Array): Float64Array {
  return Float64Array.from({ length: terminal.length * moves.length }, (_, row) =>
    terminal[Math.floor(row / moves.length)] === 1 ? 0 : reward,
  );
}

function plainLayout(grid: Grid, marks: GridLayout['marks']): GridLayout {
  return gridLayout(grid, new Int32Array(grid.rows * grid.columns), ground, marks);
}

/**
 * Sutton and Barto (2nd edition), example 3.5: 5x5, bumping into the edge costs 1, every action in A pays 10 and leads
 * to A', every action in B pays 5 and leads to B'. It never ends.
 */
export function suttonGridworld5x5(maxSteps: number): FiniteWorld {
  const grid = makeGrid(5, 5, [], []);
  const jumps = new Map([
    [1, { to: 21, reward: 10, label: 'A' }],
    [3, { to: 13, reward: 5, label: 'B' }],
  ]);
  const writer = new RowWriter(25, moves.length, 25 * moves.length);
  const trueReward = new Float64Array(25 * moves.length);
  for (let s = 0; s < 25; s++) {
    const jump = jumps.get(s);
    moves.forEach(({ direction }, a) => {
      const next = jump?.to ?? destination(grid, s, direction!.x, direction!.y);
      trueReward[s * moves.length + a] = jump?.reward ?? (next === s ? -1 : 0);
      writer.add(next, 1);
      writer.endRow();
    });
  }
  const everywhere = Array.from({ length: 25 }, (_, s) => s);
  const mdp = writer.finish(uniformOver(25, everywhere), new Uint8Array(25));
  const stateNames = cellNames(grid);
  const marks = [...jumps].flatMap(([cell, { to, label, reward }]) => [
    { cell, kind: 'jump' as const, label: `${label}: pays ${reward}, leads to ${label}′`, colour: null },
    { cell: to, kind: 'jump' as const, label: `${label}′`, colour: null },
  ]);
  return {
    mdp,
    trueReward,
    features: indicatorFeatures(mdp, stateNames),
    actions: moves,
    stateNames,
    layout: plainLayout(grid, marks),
    maxSteps,
  };
}

/** Sutton and Barto, example 4.1: 4x4, two terminal corners, every step costs 1. */
export function suttonGridworld4x4(maxSteps: number): FiniteWorld {
  const grid = makeGrid(4, 4, [], []);
  const ends = [0, 15];
  const terminal = flags(16, ends);
  const starts = Array.from({ length: 14 }, (_, i) => i + 1);
  const mdp = gridMdp(grid, moves, 0, terminal, uniformOver(16, starts));
  const stateNames = cellNames(grid);
  const marks = ends.map((cell) => ({
    cell,
    kind: 'terminal' as const,
    label: 'the episode ends here',
    colour: null,
  }));
  return {
    mdp,
    trueReward: perStep(-1, terminal),
    features: indicatorFeatures(mdp, stateNames),
    actions: moves,
    stateNames,
    layout: plainLayout(grid, marks),
    maxSteps,
  };
}

/** Sutton and Barto, example 6.5: 7x10 with an upward wind in the middle columns, every step costs 1 until the goal. */
export function windyGridworld(maxSteps: number): FiniteWorld {
  const grid = makeGrid(7, 10, [], [0, 0, 0, 1, 1, 1, 2, 2, 1, 0]);
  const start = 30;
  const goal = 37;
  const terminal = flags(70, [goal]);
  const mdp = gridMdp(grid, moves, 0, terminal, uniformOver(70, [start]));
  const stateNames = cellNames(grid);
  return {
    mdp,
    trueReward: perStep(-1, terminal),
    features: indicatorFeatures(mdp, stateNames),
    actions: moves,
    stateNames,
    layout: plainLayout(grid, [
      { cell: start, kind: 'start', label: 'start', colour: null },
      { cell: goal, kind: 'goal', label: 'goal', colour: null },
    ]),
    maxSteps,
  };
}
