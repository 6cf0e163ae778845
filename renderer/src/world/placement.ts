/** Where the states of a world lie in a box of CSS pixels. */
import type { FiniteWorld, GridLayout } from '../../../core/mdp/world.ts';
import type { GraphLayout } from './graph-layout.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly kind: 'grid' | 'graph';
  /** [S] centres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Side of a cell, or diameter of a node. */
  readonly size: number;
  /** Corner of the drawing. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The state at a point, -1 where there is none. */
  stateAt(x: number, y: number): number;
}

/** Cells are whole device pixels wide, so that edges are crisp; only where there are more cells than pixels they are less. */
export function placeGrid(layout: GridLayout, box: Box, pixelRatio: number, margin: number): Placement {
  const { rows, columns, cellOfState, stateOfCell } = layout;
  const room = Math.min((box.width - 2 * margin) / columns, (box.height - 2 * margin) / rows);
  const pixels = room * pixelRatio;
  const size = (pixels >= 1 ? Math.floor(pixels) : Math.max(pixels, 0.01)) / pixelRatio;
  const snap = (v: number) => Math.round(v * pixelRatio) / pixelRatio;
  const width = size * columns;
  const height = size * rows;
  const left = snap((box.width - width) / 2);
  const top = snap((box.height - height) / 2);
  const x = new Float64Array(cellOfState.length);
  const y = new Float64Array(cellOfState.length);
  for (let s = 0; s < cellOfState.length; s++) {
    x[s] = left + ((cellOfState[s] % columns) + 0.5) * size;
    y[s] = top + (Math.floor(cellOfState[s] / columns) + 0.5) * size;
  }
  const stateAt = (px: number, py: number) => {
    const column = Math.floor((px - left) / size);
    const row = Math.floor((py - top) / size);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    return stateOfCell[row * columns + column];
  };
  return { kind: 'grid', x, y, size, left, top, width, height, stateAt };
}

/** Nodes of a graph, stretched over the box; their size follows the distance to the nearest neighbour. */
export function placeGraph(graph: GraphLayout, box: Box, margin: number): Placement {
  const count = graph.x.length;
  const width = Math.max(1, box.width - 2 * margin);
  const height = Math.max(1, box.height - 2 * margin);
  const size = Math.max(2, Math.min(44, graph.spacing * Math.min(width, height) * 0.62));
  const inset = Math.min(size / 2 + 2, width / 2, height / 2);
  const x = Float64Array.from(graph.x, (v) => margin + inset + v * (width - 2 * inset));
  const y = Float64Array.from(graph.y, (v) => margin + inset + v * (height - 2 * inset));
  const stateAt = (px: number, py: number) => {
    let best = -1;
    let nearest = Math.max(size * 0.75, 10) ** 2;
    for (let s = 0; s < count; s++) {
      const d = (x[s] - px) ** 2 + (y[s] - py) ** 2;
      if (d < nearest) {
        nearest = d;
        best = s;
      }
    }
    return best;
  };
  return { kind: 'graph', x, y, size, left: margin, top: margin, width, height, stateAt };
}

/**
 * The state that a cursor key reaches: on a grid the next open cell in that direction (over walls), on a graph the
 * nearest node in the 90 degree cone. The same state when there is none.
 */
export function neighbour(
  world: FiniteWorld,
  placement: Placement,
  from: number,
  direction: { readonly x: number; readonly y: number },
): number {
  if (world.layout) return gridNeighbour(world.layout, from, direction);
  let best = from;
  let nearest = Number.POSITIVE_INFINITY;
  for (let s = 0; s < placement.x.length; s++) {
    const dx = placement.x[s] - placement.x[from];
    const dy = placement.y[s] - placement.y[from];
    const along = dx * direction.x + dy * direction.y;
    const across = Math.abs(dx * direction.y - dy * direction.x);
    if (along <= 0 || across > along) continue;
    const d = along + 2 * across;
    if (d < nearest) {
      nearest = d;
      best = s;
    }
  }
  return best;
}

function gridNeighbour(
  layout: GridLayout,
  from: number,
  direction: { readonly x: number; readonly y: number },
): number {
  let column = layout.cellOfState[from] % layout.columns;
  let row = Math.floor(layout.cellOfState[from] / layout.columns);
  for (;;) {
    column += direction.x;
    row += direction.y;
    if (column < 0 || row < 0 || column >= layout.columns || row >= layout.rows) return from;
    const state = layout.stateOfCell[row * layout.columns + column];
    if (state >= 0) return state;
  }
}
