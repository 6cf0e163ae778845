/**
 * Edits of a painted grid, as pure functions: a valid spec in, a spec that keeps its cells free of contradictions out
 * (no goal in a wall, no start in an end). An edit that changes nothing returns the very same object.
 */
import type { GridworldSpec } from '../../../../../core/mdp/spec.ts';

export type Tool =
  | { readonly kind: 'terrain'; readonly terrain: number }
  | { readonly kind: 'wall' }
  | { readonly kind: 'goal'; readonly reward: number }
  | { readonly kind: 'terminal' }
  | { readonly kind: 'start' }
  | { readonly kind: 'erase' };

export type Terrain = GridworldSpec['terrains'][number];

/** Most terrains and goals that a spec may have. */
export const mostTerrains = 9;
export const mostGoals = 16;

const without = (cells: readonly number[], cell: number): number[] => cells.filter((other) => other !== cell);
const withCell = (cells: readonly number[], cell: number): number[] => [...without(cells, cell), cell];

/** Everything but the terrain taken from a cell. */
function bare(spec: GridworldSpec, cell: number): GridworldSpec {
  return {
    ...spec,
    walls: without(spec.walls, cell),
    goals: spec.goals.filter((goal) => goal.cell !== cell),
    terminals: without(spec.terminals, cell),
    starts: without(spec.starts, cell),
  };
}

function withTerrain(spec: GridworldSpec, cell: number, terrain: number): GridworldSpec {
  return { ...spec, cells: spec.cells.map((old, i) => (i === cell ? terrain : old)) };
}

/** Paints one cell. */
export function paint(spec: GridworldSpec, cell: number, tool: Tool): GridworldSpec {
  if (cell < 0 || cell >= spec.rows * spec.columns || paintsNothing(spec, cell, tool)) return spec;
  const open = spec.walls.includes(cell) ? { ...spec, walls: without(spec.walls, cell) } : spec;
  switch (tool.kind) {
    case 'terrain':
      return withTerrain(open, cell, tool.terrain);
    case 'wall':
      return { ...bare(spec, cell), walls: withCell(spec.walls, cell) };
    case 'goal':
      return {
        ...open,
        goals: [...open.goals.filter((goal) => goal.cell !== cell), { cell, reward: tool.reward }],
      };
    case 'terminal':
      return { ...open, terminals: withCell(open.terminals, cell), starts: without(open.starts, cell) };
    case 'start':
      return { ...open, starts: withCell(open.starts, cell), terminals: without(open.terminals, cell) };
    case 'erase':
      return withTerrain(bare(spec, cell), cell, 0);
  }
}

function paintsNothing(spec: GridworldSpec, cell: number, tool: Tool): boolean {
  const wall = spec.walls.includes(cell);
  const goal = spec.goals.find((other) => other.cell === cell);
  switch (tool.kind) {
    case 'terrain':
      return (!wall && spec.cells[cell] === tool.terrain) || tool.terrain >= spec.terrains.length;
    case 'wall':
      return wall;
    case 'goal':
      return goal ? goal.reward === tool.reward : spec.goals.length >= mostGoals;
    case 'terminal':
      return spec.terminals.includes(cell);
    case 'start':
      return spec.starts.includes(cell);
    case 'erase':
      return (
        !wall &&
        !goal &&
        spec.cells[cell] === 0 &&
        !spec.terminals.includes(cell) &&
        !spec.starts.includes(cell)
      );
  }
}

/** The cells from one to another, both included, without gaps (Bresenham's line). */
export function cellsBetween(columns: number, from: number, to: number): number[] {
  let [x, y] = [from % columns, Math.floor(from / columns)];
  const [endX, endY] = [to % columns, Math.floor(to / columns)];
  const dx = Math.abs(endX - x);
  const dy = Math.abs(endY - y);
  const cells = [from];
  let error = dx - dy;
  while (x !== endX || y !== endY) {
    const twice = 2 * error;
    if (twice > -dy) {
      error -= dy;
      x += Math.sign(endX - x);
    }
    if (twice < dx) {
      error += dx;
      y += Math.sign(endY - y);
    }
    cells.push(y * columns + x);
  }
  return cells;
}

/** Paints the line between two cells, so that a quick drag leaves no gaps. */
export function paintLine(spec: GridworldSpec, from: number, to: number, tool: Tool): GridworldSpec {
  return cellsBetween(spec.columns, from, to).reduce((painted, cell) => paint(painted, cell, tool), spec);
}

/** Another size; what lies within both stays, new cells get the first terrain. */
export function resize(spec: GridworldSpec, rows: number, columns: number): GridworldSpec {
  if (rows === spec.rows && columns === spec.columns) return spec;
  const moved = (cell: number) => {
    const [row, column] = [Math.floor(cell / spec.columns), cell % spec.columns];
    return row < rows && column < columns ? row * columns + column : -1;
  };
  const kept = (cells: readonly number[]) => cells.map(moved).filter((cell) => cell >= 0);
  return {
    ...spec,
    rows,
    columns,
    cells: Array.from({ length: rows * columns }, (_, cell) => {
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      return row < spec.rows && column < spec.columns ? spec.cells[row * spec.columns + column] : 0;
    }),
    walls: kept(spec.walls),
    goals: spec.goals.map((goal) => ({ ...goal, cell: moved(goal.cell) })).filter((goal) => goal.cell >= 0),
    terminals: kept(spec.terminals),
    starts: kept(spec.starts),
    wind: Array.from({ length: columns }, (_, column) => spec.wind[column] ?? 0),
  };
}

export function setWind(spec: GridworldSpec, column: number, strength: number): GridworldSpec {
  const bounded = Math.max(-3, Math.min(3, Math.round(strength)));
  if (column < 0 || column >= spec.columns || spec.wind[column] === bounded) return spec;
  return { ...spec, wind: spec.wind.map((old, i) => (i === column ? bounded : old)) };
}

export function addTerrain(spec: GridworldSpec, terrain: Terrain): GridworldSpec {
  return spec.terrains.length >= mostTerrains ? spec : { ...spec, terrains: [...spec.terrains, terrain] };
}

export function changeTerrain(spec: GridworldSpec, index: number, change: Partial<Terrain>): GridworldSpec {
  return { ...spec, terrains: spec.terrains.map((old, i) => (i === index ? { ...old, ...change } : old)) };
}

/** Takes a terrain away; its cells get the first of the others. The last terrain stays. */
export function removeTerrain(spec: GridworldSpec, index: number): GridworldSpec {
  if (spec.terrains.length === 1 || index < 0 || index >= spec.terrains.length) return spec;
  return {
    ...spec,
    terrains: spec.terrains.filter((_, i) => i !== index),
    cells: spec.cells.map((terrain) => (terrain === index ? 0 : terrain > index ? terrain - 1 : terrain)),
  };
}

export function setGoalReward(spec: GridworldSpec, cell: number, reward: number): GridworldSpec {
  return { ...spec, goals: spec.goals.map((goal) => (goal.cell === cell ? { cell, reward } : goal)) };
}

/** A blank grid to start from. */
export function blankGrid(rows: number, columns: number): GridworldSpec {
  return {
    kind: 'gridworld',
    rows,
    columns,
    terrains: [
      { name: 'grass', reward: -0.1, colour: '#a8c686' },
      { name: 'mud', reward: -1, colour: '#9c7a54' },
      { name: 'water', reward: -2, colour: '#6fa8d6' },
    ],
    cells: new Array<number>(rows * columns).fill(0),
    walls: [],
    goals: [{ cell: columns * 2 - 2, reward: 5 }],
    terminals: [columns * 2 - 2],
    starts: [(rows - 2) * columns + 1],
    slip: 0,
    wind: new Array<number>(columns).fill(0),
    moves: 'four',
    features: 'terrain',
    maxSteps: 4 * (rows + columns),
  };
}
