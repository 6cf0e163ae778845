import type { FiniteMdp } from '../finite-mdp.ts';
import { RowWriter } from '../row-writer.ts';
import type { ActionInfo, GridLayout } from '../world.ts';

/** The shape of a grid: which cells are states, and the wind over each column. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** [rows*columns] state in the cell, -1 where there is none. */
  readonly stateOfCell: Int32Array;
  /** [S] cell of the state. */
  readonly cellOfState: Int32Array;
  /** [columns] cells pushed up per move; negative pushes down. */
  readonly wind: Float64Array;
}

/** Numbers the open cells row by row. */
export function makeGrid(
  rows: number,
  columns: number,
  closed: Iterable<number>,
  wind: ArrayLike<number>,
): Grid {
  const stateOfCell = new Int32Array(rows * columns);
  for (const cell of closed) stateOfCell[cell] = -1;
  const cellOfState = new Int32Array(rows * columns);
  let count = 0;
  for (let cell = 0; cell < stateOfCell.length; cell++)
    if (stateOfCell[cell] !== -1) {
      stateOfCell[cell] = count;
      cellOfState[count++] = cell;
    }
  return {
    rows,
    columns,
    stateOfCell,
    cellOfState: cellOfState.slice(0, count),
    wind: Float64Array.from({ length: columns }, (_, c) => wind[c] ?? 0),
  };
}

/**
 * Where a move ends. Walls and edges stop it. The wind of the column that the move leaves then carries the agent up
 * cell by cell until something stops it; a vertical move and the wind add up to one displacement first (Sutton and
 * Barto, example 6.5).
 *
 * @param x columns to the right, -1, 0 or 1
 * @param y rows down, -1, 0 or 1
 * @returns the state arrived in
 */
export function destination(grid: Grid, state: number, x: number, y: number): number {
  const { columns, stateOfCell } = grid;
  const open = (r: number, c: number) =>
    r >= 0 && r < grid.rows && c >= 0 && c < columns && stateOfCell[r * columns + c] !== -1;
  const cell = grid.cellOfState[state];
  let row = Math.floor(cell / columns);
  let column = cell % columns;
  let drift = -grid.wind[column];
  if (x === 0) drift += y;
  else if (open(row + y, column + x)) {
    row += y;
    column += x;
  }
  for (const step = Math.sign(drift); drift !== 0 && open(row + step, column); drift -= step) row += step;
  return stateOfCell[row * columns + column];
}

/**
 * The transitions of a grid: with probability `1 - slip` the move asked for, with probability `slip` a uniformly
 * random one of the first four moves.
 *
 * @param terminal [S] flags; their rows stay empty
 * @param initial [S] p0
 */
export function gridMdp(
  grid: Grid,
  actions: readonly ActionInfo[],
  slip: number,
  terminal: Uint8Array,
  initial: Float64Array,
): FiniteMdp {
  const stateCount = grid.cellOfState.length;
  const writer = new RowWriter(stateCount, actions.length, stateCount * actions.length * (slip > 0 ? 4 : 1));
  const targets = new Int32Array(actions.length);
  for (let s = 0; s < stateCount; s++) {
    for (let a = 0; a < actions.length; a++) {
      const direction = actions[a].direction ?? { x: 0, y: 0 };
      targets[a] = destination(grid, s, direction.x, direction.y);
    }
    for (let a = 0; a < actions.length; a++) {
      if (terminal[s] === 0) {
        writer.add(targets[a], 1 - slip);
        for (let d = 0; d < 4; d++) writer.add(targets[d], slip / 4);
      }
      writer.endRow();
    }
  }
  return writer.finish(initial, terminal);
}

/** `row 2, column 5`, counted from 1, for each state. */
export function cellNames(grid: Grid): string[] {
  return Array.from(
    grid.cellOfState,
    (cell) => `row ${Math.floor(cell / grid.columns) + 1}, column ${(cell % grid.columns) + 1}`,
  );
}

/** The drawing of a grid. */
export function gridLayout(
  grid: Grid,
  terrainOfCell: ArrayLike<number>,
  terrains: GridLayout['terrains'],
  marks: GridLayout['marks'],
): GridLayout {
  return { ...grid, terrainOfCell: Int32Array.from(terrainOfCell), terrains, marks };
}

/** Equal probability for each of the given states. */
export function uniformOver(stateCount: number, states: readonly number[]): Float64Array {
  const initial = new Float64Array(stateCount);
  for (const s of states) initial[s] = 1 / states.length;
  return initial;
}

/** [S] flags from a list of states. */
export function flags(stateCount: number, states: Iterable<number>): Uint8Array {
  const result = new Uint8Array(stateCount);
  for (const s of states) result[s] = 1;
  return result;
}
