import { indicatorFeatures } from '../../rewards.ts';
import { RowWriter } from '../../row-writer.ts';
import type { FiniteWorld } from '../../world.ts';
import { cellNames, flags, gridLayout, makeGrid, uniformOver } from '../grid.ts';
import { moveSets } from '../moves.ts';

const rows = 4;
const columns = 12;
const start = 36;
const goal = 47;

/**
 * Sutton and Barto (2nd edition), example 6.6: every step costs 1; stepping into the cliff between start and goal costs
 * 100 and leads back to the start. The cliff's cells are no states, for nobody ever stands there.
 */
export function cliff(maxSteps: number): FiniteWorld {
  const fallen = Array.from({ length: 10 }, (_, i) => start + 1 + i);
  const grid = makeGrid(rows, columns, fallen, []);
  const actions = moveSets.four;
  const stateCount = grid.cellOfState.length;
  const home = grid.stateOfCell[start];
  const terminal = flags(stateCount, [grid.stateOfCell[goal]]);
  const trueReward = new Float64Array(stateCount * actions.length);
  const writer = new RowWriter(stateCount, actions.length, stateCount * actions.length);
  for (let s = 0; s < stateCount; s++) {
    const row = Math.floor(grid.cellOfState[s] / columns);
    const column = grid.cellOfState[s] % columns;
    actions.forEach(({ direction }, a) => {
      if (terminal[s] === 0) {
        const toRow = Math.min(rows - 1, Math.max(0, row + direction!.y));
        const toColumn = Math.min(columns - 1, Math.max(0, column + direction!.x));
        const next = grid.stateOfCell[toRow * columns + toColumn];
        trueReward[s * actions.length + a] = next === -1 ? -100 : -1;
        writer.add(next === -1 ? home : next, 1);
      }
      writer.endRow();
    });
  }
  const mdp = writer.finish(uniformOver(stateCount, [home]), terminal);
  const stateNames = cellNames(grid);
  const terrainOfCell = new Int32Array(rows * columns);
  for (const cell of fallen) terrainOfCell[cell] = 1;
  return {
    mdp,
    trueReward,
    features: indicatorFeatures(mdp, stateNames),
    actions,
    stateNames,
    layout: gridLayout(
      grid,
      terrainOfCell,
      [
        { name: 'ground', colour: '#e8e4da' },
        { name: 'cliff', colour: '#3b3a40' },
      ],
      [
        { cell: start, kind: 'start', label: 'start', colour: null },
        { cell: goal, kind: 'goal', label: 'goal', colour: null },
        ...fallen.map((cell) => ({
          cell,
          kind: 'hazard' as const,
          label: 'cliff: costs 100, back to start',
          colour: null,
        })),
      ],
    ),
    maxSteps,
  };
}
