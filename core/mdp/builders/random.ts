import { log } from '../../base/elementary/index.ts';
import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import { linearReward, repeatOverActions } from '../rewards.ts';
import { RowWriter } from '../row-writer.ts';
import type { RandomSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';
import { uniformOver } from './grid.ts';

/** Most transitions of a random world (240 MB). */
const mostTransitions = 20_000_000;

/**
 * A random MDP (in the manner of Garnet problems): every action leads to `branching` different random states with
 * probabilities from Dirichlet(1, ..., 1); features are standard normal, and the reward is a random unit direction in
 * them, so it is standard normal too and linear in the features. Starts are uniform; nothing ends.
 */
export function buildRandom(spec: RandomSpec): FiniteWorld {
  const { states, actions, branching, seed } = spec;
  if (branching > states)
    throw new LabError('InvalidInput', `An action cannot lead to ${branching} of ${states} states.`, {
      where: 'branching',
      remedy: `Choose at most ${states}.`,
    });
  if (states * actions * branching > mostTransitions)
    throw new LabError('InvalidInput', `The world would have ${states * actions * branching} transitions.`, {
      where: 'states',
      remedy: `Keep states × actions × branching within ${mostTransitions}.`,
    });
  const random = Random.fromSeed(deriveSeed(seed, 'transitions'));
  const writer = new RowWriter(states, actions, states * actions * branching);
  const weights = new Float64Array(branching);
  for (let row = 0; row < states * actions; row++) {
    const successors = distinct(random, states, branching);
    let sum = 0;
    for (let k = 0; k < branching; k++) {
      // Independent exponentials, normalised, are Dirichlet(1, ..., 1).
      weights[k] = -log(1 - random.uniform());
      sum += weights[k];
    }
    for (let k = 0; k < branching; k++) writer.add(successors[k], branching === 1 ? 1 : weights[k] / sum);
    writer.endRow();
  }
  const everywhere = Array.from({ length: states }, (_, s) => s);
  const features = {
    count: spec.features,
    names: Array.from({ length: spec.features }, (_, f) => `feature ${f + 1}`),
    values: normals(Random.fromSeed(deriveSeed(seed, 'features')), states * spec.features),
  };
  const direction = normals(Random.fromSeed(deriveSeed(seed, 'reward')), spec.features);
  const length = Math.sqrt(direction.reduce((sum, w) => sum + w * w, 0));
  const reward = linearReward(
    features,
    direction.map((w) => w / length),
  );
  return {
    mdp: writer.finish(uniformOver(states, everywhere), new Uint8Array(states)),
    trueReward: repeatOverActions(reward, actions),
    features,
    actions: Array.from({ length: actions }, (_, a) => ({
      name: `action ${a + 1}`,
      direction: null,
      keys: a < 9 ? [`Digit${a + 1}`] : [],
    })),
    stateNames: everywhere.map((s) => `state ${s + 1}`),
    layout: null,
    maxSteps: spec.maxSteps,
  };
}

function normals(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}

/** `count` different integers below n (Floyd's algorithm). */
function distinct(random: Random, n: number, count: number): number[] {
  const chosen = new Set<number>();
  for (let top = n - count; top < n; top++) {
    const candidate = random.integer(top + 1);
    chosen.add(chosen.has(candidate) ? top : candidate);
  }
  return [...chosen];
}
