import { deriveSeed } from '../../base/random.ts';
import type { Environment } from '../../environments/index.ts';
import { encode, encodedWidth, encodingOf, headOf, type SavedPolicy } from '../../forward/index.ts';
import { adamDefaults, type Engine } from '../../networks/index.ts';
import type { Trajectory } from './trajectories.ts';

const steps = 600;
const stepSize = 0.01;
/** λ of λ/2 |θ|² per step of data: enough that a handful of demonstrations is not learnt by heart. */
const decay = 1e-3;
const units = 32;

/**
 * The policy that demonstrates, estimated from what it did: the one of its class under which the demonstrated actions
 * are most likely (Adam on -mean log π(a|s), all steps at once). Its density is the demonstrations' own part of the
 * mixture q; were it exact, the estimate of log Z would be unbiased.
 */
export function fitDemonstrator(
  environment: Pick<Environment, 'observationSpace' | 'actionSpace'>,
  demonstrations: readonly Trajectory[],
  kind: 'linear' | 'network',
  { seed, engine }: { readonly seed: number; readonly engine: Engine },
): SavedPolicy {
  const encoding = encodingOf(environment.observationSpace);
  const head = headOf(environment.actionSpace);
  const rows = demonstrations.reduce((sum, { length }) => sum + length, 0);
  const observations = demonstrations.flatMap(({ observations: all, length }) =>
    Array.from(all.subarray(0, (all.length / (length + 1)) * length)),
  );
  const inputs = encode(encoding, observations, rows);
  const actions = Float32Array.from(demonstrations.flatMap((one) => Array.from(one.actions)));
  const network = engine.create({
    shape: {
      inputs: encodedWidth(encoding),
      hidden: kind === 'linear' ? [] : [units],
      outputs: head.outputs,
      activation: 'tanh',
    },
    seed: deriveSeed(seed, 'demonstrator'),
    outputScale: 0.01,
  });
  const weights = new Float64Array(rows).fill(-1 / rows);
  for (let step = 0; step < steps; step++) {
    const score = head.score(network.forward(inputs, rows), actions, rows);
    network.backwardWeights(score.gradient(weights));
    network.addToGradient(network.parameters(), decay);
    network.clipGradient(10);
    // Steps shrink towards the end, so that it settles.
    network.adamStep(adamDefaults(stepSize * Math.min(1, (2 * (steps - step)) / steps)));
  }
  const policy = head.policy(network.save(), encoding);
  network.dispose();
  return policy;
}
