/** A policy: arrows whose length and opacity follow the probability; on graphs, the flow along the edges. */
import type { FiniteWorld } from '../../../core/mdp/world.ts';
import { css, mixColours } from './colours.ts';
import type { Context } from './draw-ground.ts';
import type { GraphLayout } from './graph-layout.ts';
import type { Placement } from './placement.ts';
import type { Theme } from './theme.ts';
import type { PolicyLayer } from './types.ts';

/** Probabilities are sorted into this many opacities, so that thousands of arrows cost few strokes. */
const levels = 10;

/**
 * Arrow of action probability p in a cell of a given size: from near the centre, 0.12 to 0.44 cells long.
 * Returns [x0, y0, x1, y1] relative to the centre.
 */
export function arrowLine(
  direction: { readonly x: number; readonly y: number },
  probability: number,
  size: number,
): readonly [number, number, number, number] {
  const length = Math.hypot(direction.x, direction.y) || 1;
  const ux = direction.x / length;
  const uy = direction.y / length;
  const near = 0.06 * size;
  const far = (0.14 + 0.3 * probability) * size;
  return [ux * near, uy * near, ux * far, uy * far];
}

/** @param over what lies under the arrows: on a heat map, whose colours are many, they are black on white. */
export function drawArrows(
  ctx: Context,
  world: FiniteWorld,
  policy: PolicyLayer,
  place: Placement,
  theme: Theme,
  over: 'ground' | 'heat',
): void {
  if (place.size < 9) return;
  const role = policy.role === 'expert' ? theme.expert : theme.learned;
  const onLight = over === 'heat' || !theme.dark;
  const ink = over === 'heat' ? '#15181d' : css(mixColours(role, onLight ? [0, 0, 0] : [255, 255, 255], 0.2));
  const buckets = Array.from({ length: levels }, () => new Path2D());
  const { actionCount, stateCount, terminal } = world.mdp;
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s]) continue;
    for (let a = 0; a < actionCount; a++) {
      const p = policy.probabilities[policy.offset + s * actionCount + a];
      const direction = world.actions[a].direction;
      if (!(p >= 0.03) || !direction) continue;
      const bucket = buckets[Math.min(levels - 1, Math.floor(p * levels))];
      if (direction.x === 0 && direction.y === 0) addDot(bucket, place.x[s], place.y[s], place.size, p);
      else addArrow(bucket, place.x[s], place.y[s], arrowLine(direction, p, place.size), place.size);
    }
  }
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const width = Math.max(1, place.size * 0.04);
  buckets.forEach((path, i) => {
    ctx.globalAlpha = 0.3 + 0.7 * ((i + 0.5) / levels);
    if (place.size >= 20) {
      ctx.strokeStyle = onLight ? 'rgba(255, 255, 255, 0.8)' : 'rgba(0, 0, 0, 0.6)';
      ctx.lineWidth = width + 2;
      ctx.stroke(path);
    }
    ctx.strokeStyle = ink;
    ctx.lineWidth = width;
    ctx.stroke(path);
  });
  ctx.globalAlpha = 1;
}

function addArrow(
  path: Path2D,
  x: number,
  y: number,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  size: number,
): void {
  path.moveTo(x + x0, y + y0);
  path.lineTo(x + x1, y + y1);
  if (size < 16) return;
  const length = Math.hypot(x1, y1);
  const bx = (x1 / length) * size * 0.09;
  const by = (y1 / length) * size * 0.09;
  path.moveTo(x + x1 - bx - by, y + y1 - by + bx);
  path.lineTo(x + x1, y + y1);
  path.lineTo(x + x1 - bx + by, y + y1 - by - bx);
}

function addDot(path: Path2D, x: number, y: number, size: number, probability: number): void {
  const r = size * 0.09 * Math.sqrt(probability);
  path.moveTo(x + r, y);
  path.arc(x, y, r, 0, 2 * Math.PI);
}

/** Probability of going from s to s' in one step under a policy: sum over a of pi(a|s) P(s'|s,a). */
export function flowOf(world: FiniteWorld, policy: PolicyLayer, from: number, to: number): number {
  const { mdp } = world;
  let flow = 0;
  for (let a = 0; a < mdp.actionCount; a++) {
    const row = from * mdp.actionCount + a;
    const share = policy.probabilities[policy.offset + row];
    for (let i = mdp.rowStart[row]; i < mdp.rowStart[row + 1]; i++)
      if (mdp.successor[i] === to) flow += share * mdp.probability[i];
  }
  return flow;
}

/** Edges of a graph, bent so that there and back are two curves, with a head near the end. */
export function drawEdges(
  ctx: Context,
  world: FiniteWorld,
  graph: GraphLayout,
  policy: PolicyLayer | null,
  place: Placement,
  theme: Theme,
): void {
  const role = policy?.role === 'expert' ? theme.expert : theme.learned;
  const crowd = Math.min(1, 160 / Math.max(1, graph.edges.length));
  ctx.lineCap = 'round';
  for (const edge of graph.edges) {
    const weight = policy ? flowOf(world, policy, edge.from, edge.to) : edge.weight;
    if (weight < 0.01) continue;
    const x0 = place.x[edge.from];
    const y0 = place.y[edge.from];
    const dx = place.x[edge.to] - x0;
    const dy = place.y[edge.to] - y0;
    const length = Math.hypot(dx, dy) || 1;
    const ux = dx / length;
    const uy = dy / length;
    const r = place.size / 2;
    const bend = Math.min(24, length * 0.14);
    const cx = x0 + dx / 2 - uy * bend;
    const cy = y0 + dy / 2 + ux * bend;
    // The head stops at the rim of the node it points to.
    const ex = place.x[edge.to] - cx;
    const ey = place.y[edge.to] - cy;
    const el = Math.hypot(ex, ey) || 1;
    const tipX = place.x[edge.to] - (ex / el) * (r + 1);
    const tipY = place.y[edge.to] - (ey / el) * (r + 1);
    const colour = css(policy ? role : theme.muted);
    ctx.globalAlpha = policy
      ? 0.15 + 0.85 * Math.min(1, weight)
      : (0.18 + 0.5 * weight) * (0.4 + 0.6 * crowd);
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = 0.75 + 2.25 * Math.min(1, weight);
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.quadraticCurveTo(cx, cy, tipX, tipY);
    ctx.stroke();
    const head = Math.min(8, 3 + r * 0.3);
    const hx = ex / el;
    const hy = ey / el;
    ctx.beginPath();
    ctx.moveTo(tipX, tipY);
    ctx.lineTo(tipX - hx * head - hy * head * 0.5, tipY - hy * head + hx * head * 0.5);
    ctx.lineTo(tipX - hx * head + hy * head * 0.5, tipY - hy * head - hx * head * 0.5);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** Nodes: filled discs, a double rim for terminal states, a dashed one where episodes start; names where there is room. */
export function drawNodes(ctx: Context, world: FiniteWorld, place: Placement, theme: Theme): void {
  const r = place.size / 2;
  for (let s = 0; s < place.x.length; s++) {
    ctx.beginPath();
    ctx.arc(place.x[s], place.y[s], r, 0, 2 * Math.PI);
    ctx.fillStyle = css(mixColours(theme.background, theme.text, theme.dark ? 0.16 : 0.07));
    ctx.fill();
  }
  ctx.strokeStyle = css(mixColours(theme.line, theme.text, 0.4));
  ctx.lineWidth = 1;
  for (let s = 0; s < place.x.length && r > 2; s++) {
    const start = world.mdp.initial[s] > 0 && r > 6;
    ctx.setLineDash(start ? [3, 2] : []);
    ctx.beginPath();
    ctx.arc(place.x[s], place.y[s], r, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
    if (world.mdp.terminal[s] === 0) continue;
    ctx.beginPath();
    ctx.arc(place.x[s], place.y[s], Math.max(1, r - 3), 0, 2 * Math.PI);
    ctx.stroke();
  }
}

/** Names under the nodes. */
export function drawNames(ctx: Context, world: FiniteWorld, place: Placement, theme: Theme): void {
  if (place.size < 22 || world.mdp.stateCount > 80) return;
  ctx.font = `500 11px ${theme.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineWidth = 3;
  ctx.strokeStyle = css(theme.background);
  ctx.fillStyle = css(theme.text);
  for (let s = 0; s < place.x.length; s++) {
    const name = world.stateNames[s] ?? String(s);
    const text = name.length > 14 ? `${name.slice(0, 13)}…` : name;
    ctx.strokeText(text, place.x[s], place.y[s] + place.size / 2 + 2);
    ctx.fillText(text, place.x[s], place.y[s] + place.size / 2 + 2);
  }
}
