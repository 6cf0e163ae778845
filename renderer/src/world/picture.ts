/** Puts the layers of a world's picture together: a still part that is drawn seldom, and a moving part. */
import type { FiniteWorld } from '../../../core/mdp/world.ts';
import { css } from './colours.ts';
import { drawAgents, drawFrame, type Spot } from './draw-agents.ts';
import { type Context, drawGridLines, drawMarks, drawTerrain, drawWind } from './draw-ground.ts';
import { drawFigures, drawHeat } from './draw-heat.ts';
import { drawPaths } from './draw-paths.ts';
import { drawArrows, drawEdges, drawNames, drawNodes } from './draw-policy.ts';
import { type GraphLayout, layOutGraph } from './graph-layout.ts';
import { type Box, type Placement, placeGraph, placeGrid } from './placement.ts';
import type { Theme } from './theme.ts';
import type { HeatLayer, PathLayer, PolicyLayer } from './types.ts';

export type Detail = 'full' | 'miniature';

const graphs = new WeakMap<FiniteWorld, GraphLayout>();

/** The graph layout of a world, computed once. */
export function graphOf(world: FiniteWorld): GraphLayout {
  let graph = graphs.get(world);
  if (!graph) {
    graph = layOutGraph(world.mdp);
    graphs.set(world, graph);
  }
  return graph;
}

export function placeWorld(world: FiniteWorld, box: Box, pixelRatio: number, detail: Detail): Placement {
  const margin = detail === 'full' ? 2 : 1;
  return world.layout
    ? placeGrid(world.layout, box, pixelRatio, margin)
    : placeGraph(graphOf(world), box, detail === 'full' ? 14 : 2);
}

export interface StillLayers {
  readonly world: FiniteWorld;
  readonly heat: HeatLayer | null;
  readonly policy: PolicyLayer | null;
  readonly paths: readonly PathLayer[];
  readonly faint: readonly PathLayer[];
  readonly detail: Detail;
}

/** Ground, heat, policy, finished paths. */
export function drawStill(ctx: Context, layers: StillLayers, place: Placement, theme: Theme): void {
  const { world, heat, policy, paths, faint, detail } = layers;
  const full = detail === 'full';
  if (world.layout) {
    drawTerrain(ctx, world.layout, place, theme, full || paths.length === 0 ? 0 : 0.55);
    if (heat) drawHeat(ctx, heat, place);
    drawGridLines(ctx, world.layout, place, theme);
    if (full) drawWind(ctx, world.layout, place, theme);
    drawMarks(ctx, world.layout, place, theme);
    // Figures and arrows share a cell only where it has room for both.
    if (heat && full && (!policy || place.size >= 60))
      drawFigures(ctx, heat, place, theme, policy ? 'corner' : 'foot');
    if (policy) drawArrows(ctx, world, policy, place, theme, heat ? 'heat' : 'ground');
  } else {
    drawEdges(ctx, world, graphOf(world), policy, place, theme);
    drawNodes(ctx, world, place, theme);
    if (heat) drawHeat(ctx, heat, place);
    if (heat && full) drawFigures(ctx, heat, place, theme, 'foot');
    if (full) drawNames(ctx, world, place, theme);
  }
  drawPaths(ctx, faint, place, theme, 'faint');
  drawPaths(ctx, paths, place, theme, detail === 'full' ? 'plain' : 'bold');
}

export interface MovingLayers {
  readonly trails: readonly PathLayer[];
  readonly spots: readonly Spot[];
  readonly outlined: readonly number[];
  readonly cursor: number | null;
}

/** Growing paths, outlined states, the cursor, agents. */
export function drawMoving(ctx: Context, layers: MovingLayers, place: Placement, theme: Theme): void {
  drawPaths(ctx, layers.trails, place, theme, 'plain');
  const known = (state: number) => state >= 0 && state < place.x.length;
  for (const state of layers.outlined)
    if (known(state)) drawFrame(ctx, place, state, css(theme.focus), Math.min(3, place.size * 0.1));
  if (layers.cursor !== null && known(layers.cursor))
    drawFrame(ctx, place, layers.cursor, '#111111', Math.min(2, place.size * 0.1));
  drawAgents(ctx, layers.spots, place.size, theme);
}

/** Makes a canvas as sharp as the screen and hands out a context in CSS pixels, wiped. */
export function sharpContext(canvas: HTMLCanvasElement, box: Box, pixelRatio: number): Context | null {
  const width = Math.round(box.width * pixelRatio);
  const height = Math.round(box.height * pixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  ctx?.clearRect(0, 0, box.width, box.height);
  return ctx;
}
