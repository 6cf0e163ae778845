import { deriveSeed } from '../../core/base/random.ts';
import { openEnvironment, parseEnvironmentSpec } from '../../core/environments/index.ts';
import { loadPolicy, returnsOf } from '../../core/forward/index.ts';
import { createFusedEngine } from '../../core/networks/index.ts';
import type { Entry, SeedResult } from './entry.ts';

/** Points of a stored curve. */
const points = 60;

/** Trains one seed of an entry to its end and judges the policy on episodes that training has not seen. */
export async function train(entry: Entry, seed: number): Promise<SeedResult> {
  const began = performance.now();
  const { environment } = await openEnvironment(parseEnvironmentSpec(entry.environment));
  const engine = await createFusedEngine();
  const trainer = entry.trainer({ environment, seed, engine, reward: null });
  const curve: [number, number][] = [];
  let returns: number[] = [];
  for (let k = 1; ; k++) {
    const { metrics, finished } = trainer.step();
    if (metrics.return !== undefined) returns.push(metrics.return);
    const due = Math.floor((k * points) / trainer.maxIterations) > curve.length;
    if ((due || finished) && returns.length > 0) {
      curve.push([trainer.environmentSteps, Number(mean(returns).toPrecision(6))]);
      returns = [];
    }
    if (finished) break;
  }
  const policy = loadPolicy(trainer.policy(), engine);
  const judged = returnsOf(environment, policy, {
    count: entry.evaluation.episodes,
    choosing: entry.evaluation.choosing,
    seed: deriveSeed(seed, 'evaluation'),
  });
  return {
    seed,
    curve,
    steps: trainer.environmentSteps,
    mean: Number(mean(Array.from(judged)).toPrecision(6)),
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
