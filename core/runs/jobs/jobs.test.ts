import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { finiteEnvironment } from '../../environments/index.ts';
import { softSolveDefaults } from '../../inference/soft-solve/spec.ts';
import { maxEntDefaults } from '../../inverse/maxent/spec.ts';
import { buildWorld } from '../../mdp/index.ts';
import { createJob } from './index.ts';
import type { Job, JobEpisode, JobInput } from './job.ts';
import { decodeSolverState, encodeSolverState } from './solver-state.ts';

const world = {
  kind: 'random',
  states: 12,
  actions: 3,
  branching: 3,
  features: 4,
  seed: 5,
  maxSteps: 20,
} as const;

/** Walks of a driver that chooses blindly. */
function walks(count: number): JobEpisode[] {
  const environment = finiteEnvironment(buildWorld(world));
  const random = Random.fromSeed(3);
  return Array.from({ length: count }, (_, k) => {
    const states = [environment.reset(k)[0]];
    const actions: number[] = [];
    for (let t = 0; t < 8; t++) {
      actions.push(random.integer(world.actions));
      states.push(environment.step(actions.slice(-1)).observation[0]);
    }
    return {
      observations: Int32Array.from(states),
      actions: Int32Array.from(actions),
      terminated: false,
      seed: k,
    };
  });
}

const learn = (changes: Partial<ReturnType<typeof maxEntDefaults>>): JobInput => ({
  spec: {
    algorithm: 'maxent-irl',
    environmentId: 'e',
    datasetId: 'd',
    settings: { ...maxEntDefaults(), ...changes },
    seed: 9,
  },
  environment: world,
  demonstrations: walks(10),
  sourceReward: null,
  checkpoint: null,
});

const solve = (changes: Partial<ReturnType<typeof softSolveDefaults>>): JobInput => ({
  spec: {
    algorithm: 'soft-solve',
    environmentId: 'e',
    sourceRunId: null,
    settings: { ...softSolveDefaults(), ...changes },
    seed: 0,
  },
  environment: world,
  demonstrations: [],
  sourceReward: null,
  checkpoint: null,
});

const made = async (input: JobInput): Promise<Job> => createJob(input);

const run = (job: Job) => {
  const reports = [];
  for (;;) {
    const report = job.step();
    reports.push(report);
    if (report.done) return { reports, result: job.result(), last: job.checkpoint() };
  }
};

const cases: [string, JobInput][] = [
  ['soft Q-iteration', solve({ method: 'soft-q-iteration' })],
  ['soft policy iteration', solve({ method: 'soft-policy-iteration' })],
  ['value iteration', solve({ method: 'value-iteration' })],
  ['no discounting to speak of', solve({ discount: 0.99, temperature: 10 })],
  ['one step ahead', solve({ discount: 0 })],
  ['MaxEnt IRL', learn({})],
  ['MaxEnt IRL, one number per state', learn({ reward: 'state', l2: 0.1 })],
  ['MaxEnt IRL, posterior', learn({ model: 'posterior' })],
  ['MaxEnt IRL, discounted', learn({ horizonKind: 'discounted' })],
  ['MaxEnt IRL by Adam', learn({ optimiser: 'adam', maxIterations: 40 })],
];

test.each(cases)('%s: stopped anywhere, a job goes on to the same bits', async (_name, input) => {
  const whole = run(await made(input));
  expect(whole.reports.map(({ iteration }) => iteration)).toEqual(whole.reports.map((_, i) => i + 1));
  for (const stop of [1, 2, Math.floor(whole.reports.length / 2), whole.reports.length - 1]) {
    if (stop < 1 || stop >= whole.reports.length) continue;
    const first = await made(input);
    for (let i = 0; i < stop; i++) first.step();
    const checkpoint = { iteration: first.iteration, state: structuredClone(first.checkpoint()) };
    const rest = run(await made({ ...input, checkpoint }));
    expect(rest.result).toEqual(whole.result);
    expect(rest.last).toEqual(whole.last);
    expect(rest.reports).toEqual(whole.reports.slice(stop));
  }
});

test.each(cases)('%s ends within its own limit', async (_name, input) => {
  const job = await made(input);
  const { reports } = run(job);
  expect(reports.length).toBeLessThanOrEqual(job.maxIterations);
});

test('a recovered reward of another size is refused', async () => {
  const input = solve({ reward: 'recovered' });
  const numbers = new Float64Array(5);
  const sourceReward = {
    kind: 'tabular' as const,
    runId: 'run',
    iteration: 1,
    weights: numbers,
    parameterNames: [],
    stateReward: numbers,
    reward: numbers,
  };
  await expect(made({ ...input, sourceReward })).rejects.toThrow(
    expect.objectContaining({ code: 'InvalidInput' }),
  );
});

test('a solver state survives its bytes, and foreign bytes are refused', () => {
  const state = { value: Float64Array.of(1 / 3, -0, 1e300), iterations: 77 };
  const bytes = encodeSolverState(state);
  expect(decodeSolverState(bytes, 3)).toEqual(state);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeSolverState(shifted.subarray(3), 3)).toEqual(state);
  for (const wrong of [bytes.slice(0, -1), new Uint8Array(bytes.length), new Uint8Array(0)])
    expect(() => decodeSolverState(wrong, 3)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  expect(() => decodeSolverState(bytes, 4)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
});
