import { LabError } from '../../base/errors.ts';
import type { StateFeatures } from '../finite-mdp.ts';
import { indicatorFeatures, linearReward, mostIndicatorStates, repeatOverActions } from '../rewards.ts';
import type { GridworldSpec } from '../spec.ts';
import type { FiniteWorld, GridLayout } from '../world.ts';
import { cellNames, flags, gridLayout, gridMdp, makeGrid, uniformOver } from './grid.ts';
import { moveSets } from './moves.ts';

const invalid = (message: string, where: string, remedy: string) =>
  new LabError('InvalidInput', message, { where, remedy });

/** What the schema cannot see: lengths, indices, and cells that contradict each other. */
export function checkGridworld(spec: GridworldSpec): void {
  const size = spec.rows * spec.columns;
  if (spec.cells.length !== size)
    throw invalid(
      `There are ${spec.cells.length} cells for a grid of ${spec.rows} by ${spec.columns}.`,
      'cells',
      `Give ${size} terrain numbers.`,
    );
  spec.cells.forEach((terrain, i) => {
    if (terrain >= spec.terrains.length)
      throw invalid(
        `The cell has terrain ${terrain}, but there are ${spec.terrains.length} terrains, from 0.`,
        `cells[${i}]`,
        'Use the number of an existing terrain.',
      );
  });
  if (spec.wind.length !== spec.columns)
    throw invalid(
      `There are ${spec.wind.length} wind strengths for ${spec.columns} columns.`,
      'wind',
      'Give one for each column, 0 for still air.',
    );
  const inside = (cell: number, where: string) => {
    if (cell >= size)
      throw invalid(`Cell ${cell} is outside the grid.`, where, `Cells run from 0 to ${size - 1}.`);
  };
  spec.walls.forEach((cell, i) => {
    inside(cell, `walls[${i}]`);
  });
  const walls = new Set(spec.walls);
  const openCell = (cell: number, where: string, what: string) => {
    inside(cell, where);
    if (walls.has(cell))
      throw invalid(`The ${what} lies in a wall.`, where, `Move the ${what} or open the wall.`);
  };
  const goals = new Set<number>();
  spec.goals.forEach(({ cell }, i) => {
    openCell(cell, `goals[${i}].cell`, 'goal');
    if (goals.has(cell))
      throw invalid(`Cell ${cell} has two goals.`, `goals[${i}].cell`, 'Keep one goal in each cell.');
    goals.add(cell);
  });
  spec.terminals.forEach((cell, i) => {
    openCell(cell, `terminals[${i}]`, 'terminal cell');
  });
  const terminals = new Set(spec.terminals);
  spec.starts.forEach((cell, i) => {
    openCell(cell, `starts[${i}]`, 'start');
    if (terminals.has(cell))
      throw invalid('The start is a terminal cell.', `starts[${i}]`, 'Start where an action can be taken.');
  });
  if (walls.size + terminals.size >= size)
    throw invalid('There is no cell to start in.', 'walls', 'Leave a cell open that is not terminal.');
  if (spec.features === 'cell' && size - walls.size > mostIndicatorStates)
    throw invalid(
      `One feature per cell is offered up to ${mostIndicatorStates} open cells; there are ${size - walls.size}.`,
      'features',
      'Use the terrain as features.',
    );
}

/**
 * A painted grid. The reward of acting in a cell is its terrain's, or its goal's where there is one; a terminal cell
 * pays it once, on arrival. States are the open cells, row by row.
 */
export function buildGridworld(spec: GridworldSpec): FiniteWorld {
  checkGridworld(spec);
  const grid = makeGrid(spec.rows, spec.columns, spec.walls, spec.wind);
  const stateCount = grid.cellOfState.length;
  const stateOf = (cell: number) => grid.stateOfCell[cell];
  const terminal = flags(stateCount, spec.terminals.map(stateOf));
  const starts =
    spec.starts.length > 0
      ? [...new Set(spec.starts.map(stateOf))]
      : Array.from({ length: stateCount }, (_, s) => s).filter((s) => terminal[s] === 0);
  const actions = moveSets[spec.moves];
  const mdp = gridMdp(grid, actions, spec.slip, terminal, uniformOver(stateCount, starts));
  const terrain = terrainFeatures(spec, stateCount, grid.cellOfState, stateOf);
  const weights = [...spec.terrains.map((t) => t.reward), ...spec.goals.map((g) => g.reward)];
  const stateNames = cellNames(grid);
  return {
    mdp,
    trueReward: repeatOverActions(linearReward(terrain, weights), actions.length),
    features: spec.features === 'terrain' ? terrain : indicatorFeatures(mdp, stateNames),
    actions,
    stateNames,
    layout: gridLayout(grid, spec.cells, spec.terrains, gridMarks(spec)),
    maxSteps: spec.maxSteps,
  };
}

/** One indicator per terrain and per goal; a goal's cell shows the goal instead of the terrain. */
function terrainFeatures(
  spec: GridworldSpec,
  stateCount: number,
  cellOfState: Int32Array,
  stateOf: (cell: number) => number,
): StateFeatures {
  const count = spec.terrains.length + spec.goals.length;
  const values = new Float64Array(stateCount * count);
  for (let s = 0; s < stateCount; s++) values[s * count + spec.cells[cellOfState[s]]] = 1;
  spec.goals.forEach(({ cell }, i) => {
    const s = stateOf(cell);
    values.fill(0, s * count, (s + 1) * count);
    values[s * count + spec.terrains.length + i] = 1;
  });
  const goalName = (i: number) => (spec.goals.length === 1 ? 'goal' : `goal ${i + 1}`);
  return {
    count,
    names: [...spec.terrains.map((t) => t.name), ...spec.goals.map((_, i) => goalName(i))],
    values,
  };
}

function gridMarks(spec: GridworldSpec): GridLayout['marks'] {
  const goals = new Set(spec.goals.map((goal) => goal.cell));
  const mark = (kind: 'goal' | 'terminal' | 'start', label: string) => (cell: number) => ({
    cell,
    kind,
    label,
    colour: null,
  });
  return [
    ...spec.goals.map(({ cell, reward }) => mark('goal', `goal, reward ${reward}`)(cell)),
    ...spec.terminals.filter((cell) => !goals.has(cell)).map(mark('terminal', 'the episode ends here')),
    ...spec.starts.map(mark('start', 'start')),
  ];
}
