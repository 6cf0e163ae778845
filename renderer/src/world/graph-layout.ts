/**
 * Places the states of a world without a layout. Small graphs: layers by distance from the initial states, relaxed
 * by Fruchterman and Reingold's forces (1991). Large ones: rows in order of the states, without edges. Deterministic.
 */
import type { FiniteMdp } from '../../../core/mdp/finite-mdp.ts';

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** Mean of P(to|from,a) over actions. */
  readonly weight: number;
}

export interface GraphLayout {
  /** [S] positions in [0, 1]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Least distance between two states, in the same units. */
  readonly spacing: number;
  /** Empty for graphs too large to draw edges of. */
  readonly edges: readonly GraphEdge[];
}

/** Above this many states edges would be a grey cloud. */
export const largestGraph = 300;

/** Transitions with the actions averaged out; self-loops left out. */
export function graphEdges(mdp: FiniteMdp): GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (let s = 0; s < mdp.stateCount; s++) {
    const weights = new Map<number, number>();
    for (let a = 0; a < mdp.actionCount; a++) {
      const row = s * mdp.actionCount + a;
      for (let i = mdp.rowStart[row]; i < mdp.rowStart[row + 1]; i++) {
        const to = mdp.successor[i];
        if (to !== s) weights.set(to, (weights.get(to) ?? 0) + mdp.probability[i] / mdp.actionCount);
      }
    }
    for (const [to, weight] of weights) edges.push({ from: s, to, weight });
  }
  return edges;
}

/** Breadth-first distance from the states an episode can start in; unreached states share the last layer. */
export function layersOf(mdp: FiniteMdp, edges: readonly GraphEdge[]): Int32Array {
  const next: number[][] = Array.from({ length: mdp.stateCount }, () => []);
  for (const edge of edges) next[edge.from].push(edge.to);
  const layer = new Int32Array(mdp.stateCount).fill(-1);
  let front = Array.from(layer.keys()).filter((s) => mdp.initial[s] > 0);
  for (let depth = 0; front.length > 0; depth++) {
    for (const s of front) layer[s] = depth;
    front = [...new Set(front.flatMap((s) => next[s]))].filter((s) => layer[s] < 0);
  }
  const last = Math.max(0, ...layer) + 1;
  return layer.map((depth) => (depth < 0 ? last : depth));
}

/** The layout of a world's states; a few milliseconds up to {@link largestGraph}, and linear above. */
export function layOutGraph(mdp: FiniteMdp): GraphLayout {
  const count = mdp.stateCount;
  if (count > largestGraph) return packRows(count);
  const edges = graphEdges(mdp);
  const { x, y } = startingPositions(layersOf(mdp, edges));
  relax(x, y, edges, count > 120 ? 90 : 220);
  fitUnitSquare(x);
  fitUnitSquare(y);
  return { x, y, spacing: leastDistance(x, y), edges };
}

function packRows(count: number): GraphLayout {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const x = Float64Array.from({ length: count }, (_, s) => (s % columns) / Math.max(1, columns - 1));
  const y = Float64Array.from({ length: count }, (_, s) => Math.floor(s / columns) / Math.max(1, rows - 1));
  return { x, y, spacing: 1 / Math.max(1, columns - 1), edges: [] };
}

/** Few layers say nothing about the shape: begin with a sunflower, which every force can unfold. */
const fewLayers = 3;

function startingPositions(layer: Int32Array): { x: Float64Array; y: Float64Array } {
  const depth = Math.max(...layer) + 1;
  if (depth < fewLayers) return sunflower(layer.length);
  const sizes = new Int32Array(depth);
  for (const l of layer) sizes[l]++;
  const seen = new Int32Array(depth);
  const x = new Float64Array(layer.length);
  const y = new Float64Array(layer.length);
  layer.forEach((l, s) => {
    x[s] = (l + 0.5) / depth;
    y[s] = (++seen[l] - 0.5) / sizes[l];
    // A slight slant keeps a chain of one-state layers from lying on a line that no force can leave.
    y[s] += 0.02 * Math.sin(2.4 * s);
  });
  return { x, y };
}

function sunflower(count: number): { x: Float64Array; y: Float64Array } {
  const radius = (s: number) => 0.5 * Math.sqrt((s + 0.5) / count);
  const angle = (s: number) => s * Math.PI * (3 - Math.sqrt(5));
  const along = (of: (angle: number) => number) =>
    Float64Array.from({ length: count }, (_, s) => 0.5 + radius(s) * of(angle(s)));
  return { x: along(Math.cos), y: along(Math.sin) };
}

/** Pull towards the middle, per unit of distance. */
const gravity = 0.6;

function relax(x: Float64Array, y: Float64Array, edges: readonly GraphEdge[], rounds: number): void {
  const count = x.length;
  const ideal = 0.9 / Math.sqrt(count);
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < count; i++)
      for (let j = i + 1; j < count; j++) {
        const ex = x[i] - x[j];
        const ey = y[i] - y[j];
        const push = (ideal * ideal) / Math.max(ex * ex + ey * ey, 1e-9);
        dx[i] += ex * push;
        dy[i] += ey * push;
        dx[j] -= ex * push;
        dy[j] -= ey * push;
      }
    for (const { from, to, weight } of edges) {
      const ex = x[from] - x[to];
      const ey = y[from] - y[to];
      const pull = (Math.hypot(ex, ey) / ideal) * Math.min(1, 0.3 + weight);
      dx[from] -= ex * pull;
      dy[from] -= ey * pull;
      dx[to] += ex * pull;
      dy[to] += ey * pull;
    }
    // Without it, parts that no edge joins would drift apart for ever.
    for (let i = 0; i < count; i++) {
      dx[i] -= (x[i] - 0.5) * gravity;
      dy[i] -= (y[i] - 0.5) * gravity;
    }
    const heat = 0.12 * (1 - round / rounds) + 1e-3;
    for (let i = 0; i < count; i++) {
      const length = Math.hypot(dx[i], dy[i]);
      if (length === 0) continue;
      const step = Math.min(length, heat) / length;
      x[i] += dx[i] * step;
      y[i] += dy[i] * step;
    }
  }
}

function fitUnitSquare(values: Float64Array): void {
  const low = Math.min(...values);
  const high = Math.max(...values);
  for (let i = 0; i < values.length; i++) values[i] = high > low ? (values[i] - low) / (high - low) : 0.5;
}

function leastDistance(x: Float64Array, y: Float64Array): number {
  let least = 1;
  for (let i = 0; i < x.length; i++)
    for (let j = i + 1; j < x.length; j++) least = Math.min(least, Math.hypot(x[i] - x[j], y[i] - y[j]));
  return Math.max(least, 0.01);
}
