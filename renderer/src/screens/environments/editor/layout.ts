/** The drawing of a spec that is being painted: unlike a world's, it exists while the spec is not yet right. */
import type { GridworldSpec } from '../../../../../core/mdp/spec.ts';
import type { GridLayout } from '../../../../../core/mdp/world.ts';

export function layoutOf(spec: GridworldSpec): GridLayout {
  const size = spec.rows * spec.columns;
  const stateOfCell = Int32Array.from({ length: size }, (_, cell) => cell);
  for (const cell of spec.walls) stateOfCell[cell] = -1;
  return {
    rows: spec.rows,
    columns: spec.columns,
    stateOfCell,
    cellOfState: Int32Array.from({ length: size }, (_, cell) => cell),
    terrainOfCell: Int32Array.from(spec.cells),
    terrains: spec.terrains,
    marks: [
      ...spec.terminals.map((cell) => ({ cell, kind: 'terminal' as const, label: 'end', colour: null })),
      ...spec.goals.map(({ cell, reward }) => ({
        cell,
        kind: 'goal' as const,
        label: `goal ${reward}`,
        colour: null,
      })),
      ...spec.starts.map((cell) => ({ cell, kind: 'start' as const, label: 'start', colour: null })),
    ],
    wind: Float64Array.from(spec.wind),
  };
}

/** A cell in words, for the status line and screen readers. */
export function describeCell(spec: GridworldSpec, cell: number): string {
  const place = `Row ${Math.floor(cell / spec.columns) + 1}, column ${(cell % spec.columns) + 1}`;
  if (spec.walls.includes(cell)) return `${place}: wall`;
  const goal = spec.goals.find((other) => other.cell === cell);
  const what = [
    spec.terrains[spec.cells[cell]]?.name ?? 'no terrain',
    goal ? `goal worth ${goal.reward}` : null,
    spec.terminals.includes(cell) ? 'terminal' : null,
    spec.starts.includes(cell) ? 'start' : null,
  ];
  return `${place}: ${what.filter(Boolean).join(', ')}`;
}
