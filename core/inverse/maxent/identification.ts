/** What the demonstrations can tell about the reward, and what they cannot. */
import { maxAbs, rankOfGram, symmetricEigen } from '../../numerics/index.ts';
import type { Estimator } from './estimator.ts';
import { createModel } from './estimator.ts';
import type { Evidence } from './evidence.ts';
import { rewardOf } from './reward-map.ts';
import { differences, finiteTangents, type Sink, stationaryTangents, type TangentInput } from './tangents.ts';

export interface Identification {
  rank: number;
  parameters: number;
  upTo: string[];
  unidentified: string[];
  /** False when the problem is too large for the exact rank and `rank` is an upper bound. */
  exact: boolean;
}

/** Above these the exact rank takes too long at the end of a run. */
const mostParameters = 160;
const mostWork = 1.5e9;

/** [S*(F+1)] features and, last, the constant 1. */
function directionsOf(estimator: Estimator): Float64Array {
  const { map, mdp } = estimator.input;
  const count = map.parameters + 1;
  const out = new Float64Array(mdp.stateCount * count);
  for (let s = 0; s < mdp.stateCount; s++) {
    for (let k = map.rowStart[s]; k < map.rowStart[s + 1]; k++) out[s * count + map.column[k]] = map.value[k];
    out[s * count + count - 1] = 1;
  }
  return out;
}

/** Adds up d d^T of every difference that a demonstrated choice depends on; returns the Gram matrix and max |D|. */
function information(
  estimator: Estimator,
  weights: Float64Array,
): { gram: Float64Array; scale: Float64Array } {
  const { mdp, map, objective } = estimator.input;
  const model = createModel(estimator.input);
  const reward = new Float64Array(mdp.stateCount);
  rewardOf(map, weights, reward);
  model.solve(reward);
  const count = map.parameters + 1;
  const input: TangentInput = {
    mdp,
    model: estimator.input.model,
    solution: model.policy(),
    values: model.values(),
    reward,
    directions: directionsOf(estimator),
    count,
  };
  const gram = new Float64Array(count * count);
  const scale = new Float64Array(count);
  const add: Sink = (d) => {
    for (let i = 0; i < count; i++) {
      if (d[i] === 0) continue;
      for (let j = 0; j < count; j++) gram[i * count + j] += d[i] * d[j];
    }
  };
  const note = (values: Float64Array) => {
    values.forEach((x, i) => {
      scale[i % count] = Math.max(scale[i % count], Math.abs(x));
    });
  };
  const { evidence } = estimator;
  if (input.solution.horizon === 0) {
    const all = stationaryTangents(input);
    note(all);
    for (const s of visitedStates(evidence, mdp.actionCount)) differences(input, 0, s, all, add);
    return { gram, scale };
  }
  const first = finiteTangents(input, (t, next) => {
    if (t >= evidence.longest) return;
    for (const s of visitedAt(evidence, mdp.actionCount, t)) differences(input, t, s, next, add);
  });
  note(first);
  if (input.model === 'posterior' && objective === 'likelihood')
    startDifferences(first, mdp.initial, count, add);
  return { gram, scale };
}

/** The posterior's likelihood also depends on where episodes start: D_0 against its mean over p0. */
function startDifferences(first: Float64Array, initial: Float64Array, count: number, sink: Sink): void {
  const centre = new Float64Array(count);
  initial.forEach((p, s) => {
    for (let f = 0; f < count; f++) centre[f] += p * first[s * count + f];
  });
  initial.forEach((p, s) => {
    if (p > 0) sink(centre.map((c, f) => first[s * count + f] - c));
  });
}

function visitedAt(evidence: Evidence, actionCount: number, t: number): Set<number> {
  const { offset, index } = evidence.acts;
  return new Set(
    Array.from(index.subarray(offset[t], offset[t + 1]), (row) => Math.trunc(row / actionCount)),
  );
}

function visitedStates(evidence: Evidence, actionCount: number): Set<number> {
  return new Set(Array.from(evidence.acts.index, (row) => Math.trunc(row / actionCount)));
}

/** Whether some weights make the reward 1 everywhere: least squares through the eigenvectors of Phi^T Phi. */
function expressesConstant(estimator: Estimator): boolean {
  const { map, mdp } = estimator.input;
  const n = map.parameters;
  const normal = new Float64Array(n * n);
  const b = new Float64Array(n);
  for (let s = 0; s < mdp.stateCount; s++) {
    for (let k = map.rowStart[s]; k < map.rowStart[s + 1]; k++) {
      b[map.column[k]] += map.value[k];
      for (let l = map.rowStart[s]; l < map.rowStart[s + 1]; l++) {
        normal[map.column[k] * n + map.column[l]] += map.value[k] * map.value[l];
      }
    }
  }
  const { values, vectors } = symmetricEigen(normal, n);
  const w = new Float64Array(n);
  for (let k = 0; k < n && values[k] > 1e-12 * values[0]; k++) {
    let projection = 0;
    for (let i = 0; i < n; i++) projection += vectors[i * n + k] * b[i];
    for (let i = 0; i < n; i++) w[i] += (projection / values[k]) * vectors[i * n + k];
  }
  const fitted = new Float64Array(mdp.stateCount);
  rewardOf(map, w, fitted);
  return maxAbs(fitted.map((x) => x - 1)) < 1e-8;
}

/** Columns that no difference moves, and the rank of the others (scaled to unit length). */
function rankOf(gram: Float64Array, scale: Float64Array): { rank: number; still: boolean[] } {
  const count = scale.length;
  const length = scale.map((_, f) => Math.sqrt(gram[f * count + f]));
  const still = Array.from(length, (x, f) => !(x > 1e-9 * scale[f]));
  const moving = Array.from({ length: count - 1 }, (_, f) => f).filter((f) => !still[f]);
  const scaled = new Float64Array(moving.length ** 2);
  moving.forEach((f, i) => {
    moving.forEach((g, j) => {
      scaled[i * moving.length + j] = gram[f * count + g] / (length[f] * length[g]);
    });
  });
  return { rank: rankOfGram(symmetricEigen(scaled, moving.length).values, 1e-10), still };
}

/** States that can follow a demonstrated one (those themselves not counted unless they can follow). */
function followers(estimator: Estimator): Uint8Array {
  const { mdp } = estimator.input;
  const seen = new Uint8Array(mdp.stateCount);
  const queue = [...visitedStates(estimator.evidence, mdp.actionCount)];
  const expanded = new Uint8Array(mdp.stateCount);
  for (let s = queue.pop(); s !== undefined; s = queue.pop()) {
    if (expanded[s]) continue;
    expanded[s] = 1;
    for (let k = mdp.rowStart[s * mdp.actionCount]; k < mdp.rowStart[(s + 1) * mdp.actionCount]; k++) {
      seen[mdp.successor[k]] = 1;
      queue.push(mdp.successor[k]);
    }
  }
  return seen;
}

function neverEnds(estimator: Estimator): boolean {
  return !estimator.input.mdp.terminal.includes(1);
}

const shaping =
  'Potential shaping: if the reward might depend on the action too, adding the expected change of any potential of the state would explain the same behaviour; a reward of the state alone rules most of this out.';

function sentences(estimator: Estimator, found: { constant: boolean; loose: number }): string[] {
  const { temperature, l2, horizon } = estimator.input;
  const upTo = [
    `Scale: the reward is measured in units of the temperature (α = ${temperature}); twice the temperature with twice the reward is the same behaviour.`,
  ];
  if (found.constant) {
    const why = horizon.kind === 'finite' ? 'every episode has the same length' : 'no episode ever ends';
    upTo.push(`A constant: adding the same number to every state changes nothing, because ${why}.`);
  }
  if (found.loose > 0) {
    const what = found.loose === 1 ? 'One more direction' : `${found.loose} more directions`;
    const held = l2 > 0 ? 'the L2 penalty keeps them at their smallest' : 'they stay where training started';
    upTo.push(`${what} of the weights that no demonstrated choice depends on; ${held}.`);
  }
  upTo.push(shaping);
  return upTo;
}

/** Rank of the reward's directions that the demonstrations' choices depend on at these weights, in words too. */
export function identify(estimator: Estimator, weights: Float64Array): Identification {
  const { mdp, map, horizon } = estimator.input;
  const parameters = map.parameters;
  const steps = horizon.kind === 'finite' ? horizon.steps : 1000;
  const visits = Math.min(estimator.evidence.acts.index.length, estimator.evidence.steps);
  const work = steps * mdp.successor.length * parameters + visits * mdp.actionCount * parameters ** 2;
  if (parameters > mostParameters || work > mostWork) return bound(estimator);
  const { gram, scale } = information(estimator, weights);
  const { rank, still } = rankOf(gram, scale);
  const constant = still[parameters] && expressesConstant(estimator);
  const unidentified = map.names.filter((_, f) => still[f]);
  // The constant is a direction of its own unless a still parameter is that constant.
  const loose =
    parameters - rank - unidentified.length - (constant && !constantAlone(estimator, still) ? 1 : 0);
  return { rank, parameters, upTo: sentences(estimator, { constant, loose }), unidentified, exact: true };
}

/** Whether a still parameter alone is the constant feature. */
function constantAlone(estimator: Estimator, still: boolean[]): boolean {
  const { map, mdp } = estimator.input;
  const one = new Float64Array(mdp.stateCount);
  return map.names.some((_, f) => {
    if (!still[f]) return false;
    rewardOf(
      map,
      Float64Array.from({ length: map.parameters }, (__, g) => (g === f ? 1 : 0)),
      one,
    );
    return one[0] !== 0 && one.every((x) => x === one[0]);
  });
}

/** The bound for large problems: a parameter counts unless no state that it touches can follow a demonstrated one. */
function bound(estimator: Estimator): Identification {
  const { map, mdp } = estimator.input;
  const seen = followers(estimator);
  const touched = new Uint8Array(map.parameters);
  for (let s = 0; s < mdp.stateCount; s++) {
    if (!seen[s]) continue;
    for (let k = map.rowStart[s]; k < map.rowStart[s + 1]; k++) touched[map.column[k]] = 1;
  }
  const unidentified = map.names.filter((_, f) => !touched[f]);
  const perState = map.parameters === mdp.stateCount && map.column.every((c, i) => c === i);
  const constant = perState && neverEnds(estimator);
  const rank = map.parameters - unidentified.length - (constant ? 1 : 0);
  const upTo = sentences(estimator, { constant, loose: 0 });
  return { rank, parameters: map.parameters, upTo, unidentified, exact: false };
}
