/** Maps of numbers over the states of a grid, as SVG that takes its colours from the page's theme. */
import type { GridLayout } from '../../mdp/index.ts';
import { escapeHtml } from './text.ts';

/** Shades of a map; cells of one shade are one path, so that a large grid stays a small page. */
const levels = 24;

/** Below this share of the largest value a cell is left blank. */
const faint = 0.002;

const square = (cell: number, columns: number) => `M${cell % columns} ${Math.floor(cell / columns)}h1v1h-1z`;

/** Cells by shade: `shadeOf` gives each state's share of the largest value, in [0, 1]. */
function shades(layout: GridLayout, shadeOf: (state: number) => number): string[] {
  const paths = Array.from({ length: levels + 1 }, () => '');
  for (const [state, cell] of layout.cellOfState.entries()) {
    const share = shadeOf(state);
    // A square root spreads the small values, among which visitation mostly lies.
    if (share > faint)
      paths[Math.max(1, Math.round(levels * Math.sqrt(share)))] += square(cell, layout.columns);
  }
  return paths;
}

function fills(paths: readonly string[], className: string): string {
  return paths
    .map((path, level) =>
      path === ''
        ? ''
        : `<path class="${className}" fill-opacity="${(level / levels).toFixed(3)}" d="${path}"/>`,
    )
    .join('');
}

const symbols: Record<GridLayout['marks'][number]['kind'], string> = {
  goal: '★',
  start: 'S',
  terminal: '■',
  object: '●',
  jump: '↷',
  hazard: '✕',
};

/** The grid itself: walls, lines, and its marks as symbols with their labels. */
function ground(layout: GridLayout): string {
  const { rows, columns, stateOfCell, marks } = layout;
  let walls = '';
  for (const [cell, state] of stateOfCell.entries()) if (state < 0) walls += square(cell, columns);
  let lines = '';
  for (let x = 0; x <= columns; x++) lines += `M${x} 0v${rows}`;
  for (let y = 0; y <= rows; y++) lines += `M0 ${y}h${columns}`;
  const text = marks.map(
    ({ cell, kind, label }) =>
      `<text x="${(cell % columns) + 0.5}" y="${Math.floor(cell / columns) + 0.69}">${symbols[kind]}<title>${escapeHtml(label === '' ? kind : label)}</title></text>`,
  );
  return `${walls === '' ? '' : `<path class="wall" d="${walls}"/>`}<path class="grid" d="${lines}"/>${text.join('')}`;
}

function frame(layout: GridLayout, description: string, inner: string): string {
  const { rows, columns } = layout;
  return `<svg class="map" viewBox="-0.05 -0.05 ${columns + 0.1} ${rows + 0.1}" role="img" aria-label="${escapeHtml(description)}">${inner}${ground(layout)}</svg>`;
}

/**
 * A map of non-negative values [S]; the deepest colour is `most`.
 *
 * @param side whose colour: the expert's or the learned policy's
 */
export function heatMap(
  layout: GridLayout,
  values: Float64Array,
  most: number,
  side: 'expert' | 'learned',
  description: string,
): string {
  const paths = shades(layout, (state) => (most > 0 ? values[state] / most : 0));
  return frame(layout, description, fills(paths, side));
}

/** A map of expert minus policy [S]: the expert's colour where it goes more often, the policy's where that does. */
export function differenceMap(
  layout: GridLayout,
  expert: Float64Array,
  policy: Float64Array,
  most: number,
  description: string,
): string {
  const side = (sign: 1 | -1) =>
    shades(layout, (state) => (most > 0 ? Math.max(0, (sign * (expert[state] - policy[state])) / most) : 0));
  return frame(layout, description, fills(side(1), 'expert') + fills(side(-1), 'learned'));
}
