import { expect, test } from 'vitest';
import { algorithms, type RunSpec } from '../../contract/index.ts';
import { type EnvironmentSpec, openEnvironment, parseEnvironmentSpec } from '../../environments/index.ts';
import { decodePolicy } from '../../forward/index.ts';
import { softQIteration } from '../../inference/index.ts';
import { decodeReward } from '../../inverse/reward-network/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import { createJob } from './index.ts';
import type { Job, JobEpisode, JobInput, JobReport } from './job.ts';

const pendulum = parseEnvironmentSpec({ kind: 'classic-control', id: 'Pendulum-v1' });
const mass = parseEnvironmentSpec({
  kind: 'linear-quadratic',
  A: [[1]],
  B: [[1]],
  stateCost: [[1]],
  actionCost: [[0.5]],
  processNoiseCovariance: [[0.01]],
  maxSteps: 20,
});
const world = {
  kind: 'random',
  states: 6,
  actions: 2,
  branching: 2,
  features: 3,
  seed: 2,
  maxSteps: 10,
} as const;

type Algorithm = RunSpec['algorithm'];

function specOf(algorithm: Algorithm, settings: Record<string, unknown>): RunSpec {
  const { learnsFrom, defaults, schema } = algorithms[algorithm];
  const named = learnsFrom === 'demonstrations' ? { datasetId: 'd' } : { sourceRunId: null };
  const complete = { ...defaults(), ...settings };
  expect(schema.safeParse(complete)).toMatchObject({ success: true });
  return { algorithm, environmentId: 'e', ...named, settings: complete, seed: 4 } as RunSpec;
}

/** Episodes of a driver that pushes against the state, or chooses the first action. */
async function drives(environment: EnvironmentSpec, count: number): Promise<JobEpisode[]> {
  const opened = await openEnvironment(environment);
  return Array.from({ length: count }, (_, k) => {
    let observation: ArrayLike<number> = opened.environment.reset(k);
    const observations = Array.from(observation);
    const actions: number[] = [];
    let terminated = false;
    for (let t = 0; t < 10 && !terminated; t++) {
      actions.push(opened.kind === 'finite' ? 0 : -0.6 * observation[0] + 0.1 * Math.sin(7 * k + t));
      const result = opened.environment.step(actions.slice(-1));
      observation = result.observation;
      observations.push(...Array.from(observation));
      terminated = result.terminated;
    }
    const array = (values: number[]) =>
      opened.kind === 'finite' ? Int32Array.from(values) : Float32Array.from(values);
    return { observations: array(observations), actions: array(actions), terminated, seed: k };
  });
}

const small = { hiddenWidth: 8, hiddenLayers: 1, batchSize: 8 };
const sac = { ...small, totalSteps: 60, stepsPerIteration: 10, warmupSteps: 10 };
const softQ = {
  hiddenUnits: 8,
  hiddenLayers: 1,
  batchSize: 8,
  totalSteps: 60,
  stepsPerIteration: 10,
  startSteps: 10,
};
const gradient = { units: 8, maxIterations: 5, batchSteps: 64, minibatch: 32 };
/** A network's reward may grow without end in a world without bounds, a quadratic one is held by its form. */
const guided = { maxIterations: 4, episodes: 2, policyWidth: 8, reward: 'quadratic' };

const cases: [string, Algorithm, EnvironmentSpec, Record<string, unknown>][] = [
  ['soft actor-critic, continuous', 'soft-actor-critic', pendulum, sac],
  ['soft actor-critic, finite', 'soft-actor-critic', world, sac],
  ['soft Q-learning, continuous', 'soft-q-learning', pendulum, softQ],
  ['soft Q-learning, finite', 'soft-q-learning', world, softQ],
  ['soft policy gradient, continuous', 'soft-policy-gradient', mass, gradient],
  ['soft policy gradient, finite', 'soft-policy-gradient', world, gradient],
  ['guided cost learning', 'guided-cost-learning', mass, guided],
  ['deep MaxEnt IRL', 'deep-maxent-irl', world, { maxIterations: 6, hiddenWidth: 8 }],
];

async function inputOf(
  algorithm: Algorithm,
  environment: EnvironmentSpec,
  settings: Record<string, unknown>,
): Promise<JobInput> {
  const spec = specOf(algorithm, settings);
  const demonstrations = 'datasetId' in spec ? await drives(environment, 5) : [];
  return { spec, environment, demonstrations, sourceReward: null, checkpoint: null };
}

function finish(job: Job) {
  const reports: JobReport[] = [];
  do reports.push(job.step());
  while (!reports.at(-1)!.done);
  const outcome = { reports, result: job.result(), last: job.checkpoint() };
  job.dispose();
  return outcome;
}

test.each(cases)(
  '%s: stopped anywhere, a job goes on to the same bits',
  async (_, algorithm, environment, settings) => {
    const input = await inputOf(algorithm, environment, settings);
    const whole = finish(await createJob(input));
    expect(whole.reports.map(({ iteration }) => iteration)).toEqual(whole.reports.map((__, i) => i + 1));
    for (const { metrics } of whole.reports)
      for (const value of Object.values(metrics)) expect(value).toSatisfy(Number.isFinite);
    for (const stop of [1, Math.floor(whole.reports.length / 2)]) {
      const first = await createJob(input);
      for (let i = 0; i < stop; i++) first.step();
      const checkpoint = { iteration: first.iteration, state: structuredClone(first.checkpoint()) };
      first.dispose();
      const rest = finish(await createJob({ ...input, checkpoint }));
      expect(rest.reports).toEqual(whole.reports.slice(stop));
      expect(rest.result).toEqual(whole.result);
      expect(rest.last).toEqual(whole.last);
    }
  },
);

test.each(cases)('%s says what computes it and why, and leaves what the screens read', async (...one) => {
  const [, algorithm, environment, settings] = one;
  const job = await createJob(await inputOf(algorithm, environment, settings));
  expect(job.engine).toContain('fused kernels');
  expect(job.engine).toContain('too few for a GPU');
  const { result } = finish(job);
  const { reward, policy } = result;
  if (policy.kind === 'function') expect(decodePolicy(policy.body).kind).toBe(policy.family);
  else
    for (let s = 0; s < world.states; s++)
      expect(policy.policy[2 * s] + policy.policy[2 * s + 1]).toBeCloseTo(1, 14);
  if (reward?.kind === 'function') expect(decodeReward(reward.body).inputs.dependsOn).toBe(reward.inputs);
});

test('soft Q-learning in a finite world comes to the exact soft-optimal policy as a table', async () => {
  const settings = {
    ...softQ,
    hiddenLayers: 0,
    batchSize: 32,
    totalSteps: 15_000,
    discount: 0.8,
    temperature: 0.5,
    learningRate: 0.02,
    learningRateSchedule: 'linear',
  };
  const { result } = finish(await createJob(await inputOf('soft-q-learning', world, settings)));
  if (result.policy.kind !== 'tabular') throw new Error('no table');
  const { mdp, trueReward } = buildWorld(world);
  const exact = softQIteration({
    mdp,
    reward: trueReward!,
    discount: 0.8,
    temperature: 0.5,
    prior: null,
    tolerance: 1e-10,
    maxIterations: 10_000,
  });
  result.policy.policy.forEach((p, i) => {
    expect(Math.abs(p - exact.policy[i])).toBeLessThan(0.03);
  });
  result.policy.value.forEach((v, s) => {
    expect(Math.abs(v - exact.value[s])).toBeLessThan(0.02);
  });
});

test('a recovered reward is solved in place of the environment’s own', async () => {
  const input = await inputOf('soft-q-learning', world, {
    ...softQ,
    hiddenLayers: 0,
    batchSize: 32,
    totalSteps: 4000,
    discount: 0.5,
    temperature: 0.1,
    learningRate: 0.02,
    learningRateSchedule: 'linear',
  });
  // Pays the first action and nothing else.
  const reward = Float64Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const numbers = new Float64Array(6);
  const sourceReward = {
    kind: 'tabular' as const,
    runId: 'run',
    iteration: 1,
    weights: numbers,
    parameterNames: [],
    stateReward: numbers,
    reward,
  };
  const { result } = finish(await createJob({ ...input, sourceReward }));
  if (result.policy.kind !== 'tabular') throw new Error('no table');
  for (let s = 0; s < 6; s++) expect(result.policy.policy[2 * s]).toBeGreaterThan(0.99);
});

test.each([
  ['soft-actor-critic', sac],
  ['soft-q-learning', softQ],
  ['soft-policy-gradient', gradient],
] as const)(
  '%s: episodes begin in the demonstrations, stopped and resumed too, and without any the setting means nothing',
  async (method, settings) => {
    const { demonstrations } = await inputOf('guided-cost-learning', mass, guided);
    const learned = finish(await createJob(await inputOf('guided-cost-learning', mass, guided)));
    const input = async (demonstrationStarts: number, having: readonly JobEpisode[]) => ({
      ...(await inputOf(method, mass, { ...settings, demonstrationStarts })),
      sourceReward: { ...learned.result.reward!, runId: 'r' },
      demonstrations: having,
    });
    const started = finish(await createJob(await input(1, demonstrations)));
    const plain = finish(await createJob(await input(0, [])));
    expect(started.reports).not.toEqual(plain.reports);
    expect(finish(await createJob(await input(1, []))).reports).toEqual(plain.reports);

    const first = await createJob(await input(1, demonstrations));
    for (let i = 0; i < 3; i++) first.step();
    const checkpoint = { iteration: 3, state: structuredClone(first.checkpoint()) };
    first.dispose();
    const rest = finish(await createJob({ ...(await input(1, demonstrations)), checkpoint }));
    expect(rest.reports).toEqual(started.reports.slice(3));
  },
);

test('demonstrations that tell no states are refused as starts, and the remedy names the setting', async () => {
  const learned = finish(await createJob(await inputOf('guided-cost-learning', pendulum, guided)));
  const input = await inputOf('soft-policy-gradient', pendulum, { ...gradient, demonstrationStarts: 0.5 });
  const unknown = (await drives(pendulum, 2)).map((one) => ({ ...one, seed: 999 }));
  await expect(
    createJob({
      ...input,
      sourceReward: { ...learned.result.reward!, runId: 'r' },
      demonstrations: unknown,
    }),
  ).rejects.toMatchObject({ code: 'Conflict', where: 'spec.settings.demonstrationStarts' });
});
