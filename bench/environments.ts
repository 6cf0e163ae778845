/** Steps per second of every continuous simulator, MuJoCo's included, observations and checks included. */
import { pathToFileURL } from 'node:url';
import { Random } from '../core/base/random.ts';
import { continuousExamples, createContinuousEnvironment, type Space } from '../core/environments/index.ts';
import { loadMujoco } from '../core/environments/mujoco/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';

const prepared = 1024;

/** Random actions, drawn before the clock starts. */
function actionsOf(space: Space): Float32Array[] {
  const random = Random.fromSeed(1);
  return Array.from({ length: prepared }, () =>
    space.kind === 'discrete'
      ? Float32Array.of(random.integer(space.n))
      : Float32Array.from(space.low, (low, i) =>
          Number.isFinite(low) ? low + (space.high[i] - low) * random.uniform() : 0.1 * random.normal(),
        ),
  );
}

/** Processor time of this process, all threads, ms: other work on the machine hardly counts in it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The best of several batches, each of at least 60 ms of processor time; episodes are reset as they end. */
function stepsPerSecond(id: string): number {
  const { spec } = continuousExamples.find((one) => one.id === id)!;
  const simulation = createContinuousEnvironment(spec);
  const actions = actionsOf(simulation.actionSpace);
  let seed = 0;
  simulation.reset(seed);
  let best = 0;
  for (let batch = 0; batch < 5; batch++) {
    const start = processorTime();
    let steps = 0;
    let elapsed = 0;
    while (elapsed < 60) {
      for (let k = 0; k < prepared; k++) {
        const { terminated, truncated } = simulation.step(actions[k]);
        if (terminated || truncated) simulation.reset(++seed);
      }
      steps += prepared;
      elapsed = processorTime() - start;
    }
    best = Math.max(best, (1000 * steps) / elapsed);
  }
  return best;
}

async function rates(): Promise<Measurement[]> {
  await loadMujoco();
  return continuousExamples.map(({ id }) => ({
    name: `steps of ${id}`,
    value: stepsPerSecond(id),
    unit: 'steps/s',
    better: 'higher',
    target: null,
  }));
}

export const benchmarks: readonly Benchmark[] = [{ name: 'simulators', run: rates }];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(report(await rates()));
