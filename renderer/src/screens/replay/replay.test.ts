import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finiteEnvironment } from '../../../../core/environments/index.ts';
import { buildWorld, examples } from '../../../../core/mdp/index.ts';
import {
  divergences,
  meanLogLikelihood,
  policyOffset,
  rollOut,
  sharedSteps,
  timelineTicks,
} from './episodes.ts';
import { PolicySolver, type SolveWorker } from './policy-solver.ts';
import { type SolveRequest, solvePolicy, solveSize } from './solve.ts';

const world = buildWorld(examples[0].spec);
const request = (changes: Partial<SolveRequest>): SolveRequest => ({
  mdp: world.mdp,
  reward: world.trueReward as Float64Array,
  horizon: 0,
  backup: 'causal',
  discount: 0.95,
  temperature: 0.5,
  ...changes,
});

test('a rollout starts where the demonstration did and repeats with its seed', () => {
  const solved = solvePolicy(request({}));
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.nat(1000), (demonstrationSeed, seed) => {
      const episode = rollOut(world, solved, demonstrationSeed, seed);
      expect(episode.states[0]).toBe(finiteEnvironment(world).reset(demonstrationSeed)[0]);
      expect(rollOut(world, solved, demonstrationSeed, seed)).toEqual(episode);
      expect(episode.states.length).toBe(episode.actions.length + 1);
      expect(episode.actions.length).toBeLessThanOrEqual(world.maxSteps);
    }),
    { numRuns: 30 },
  );
});

test('the world draws the same chances for both: equal actions never part', () => {
  const solved = solvePolicy(request({ temperature: 5 }));
  const learned = rollOut(world, solved, 11, 3);
  const environment = finiteEnvironment(world);
  const states = [environment.reset(11)[0]];
  for (let t = 0; t < learned.actions.length; t++)
    states.push(environment.step([learned.actions[t]]).observation[0]);
  const same = { ...learned, states };
  expect(divergences(same, learned)).toEqual([]);
  expect(sharedSteps(same, learned)).toBe(1);
});

test('divergence: another action, then other states, then together again', () => {
  const episode = (states: number[], actions: number[]) => ({
    states,
    actions,
    return: null,
    terminated: true,
  });
  const expert = episode([0, 1, 2, 3], [0, 0, 0]);
  const learned = episode([0, 1, 5, 3, 4], [0, 1, 0, 0]);
  expect(divergences(expert, learned)).toEqual([
    { at: 1, kind: 'action' },
    { at: 2, kind: 'parted' },
    { at: 3, kind: 'met' },
  ]);
  expect(sharedSteps(expert, learned)).toBe(3 / 5);
  // Meeting and acting differently at once is one tick.
  const ticks = timelineTicks([
    { at: 3, kind: 'met' },
    { at: 3, kind: 'action' },
    { at: 4, kind: 'parted' },
  ]);
  expect(ticks.map((tick) => tick.at)).toEqual([3, 4]);
  expect(ticks[0].label).toBe('Step 3: together again, another action in the same state');
});

test('colder policies are surer of their best action; the likelihood of a uniform one is -log A', () => {
  const cold = solvePolicy(request({ temperature: 0.05 }));
  const warm = solvePolicy(request({ temperature: 5 }));
  const s = world.mdp.initial.findIndex((p) => p > 0) * world.mdp.actionCount;
  const surest = (policy: Float64Array) => Math.max(...policy.subarray(s, s + world.mdp.actionCount));
  expect(surest(cold.policy)).toBeGreaterThan(surest(warm.policy));
  const uniform = {
    policy: new Float64Array(world.mdp.stateCount * 4).fill(0.25),
    value: cold.value,
    horizon: 0,
  };
  expect(meanLogLikelihood(world, uniform, { states: [0, 1], actions: [1] })).toBeCloseTo(-Math.log(4), 12);
  expect(meanLogLikelihood(world, uniform, { states: [0], actions: [] })).toBeNull();
});

test('a finite-horizon policy is read by step, and its last step holds on', () => {
  const solved = solvePolicy(request({ horizon: 7, discount: 1 }));
  const layer = world.mdp.stateCount * world.mdp.actionCount;
  expect(solved.policy.length).toBe(7 * layer);
  expect([0, 6, 40].map((t) => policyOffset(world, solved, t))).toEqual([0, 6 * layer, 6 * layer]);
  expect(rollOut(world, solved, 1, 1).actions.length).toBeLessThanOrEqual(7);
});

test('a newer request overtakes the ones before; only its answer is shown', async () => {
  const posted: SolveRequest[] = [];
  const worker: SolveWorker = { postMessage: (sent) => posted.push(sent), onmessage: null, terminate() {} };
  const solver = new PolicySolver(() => worker);
  const large = request({ horizon: 50_000 });
  expect(solveSize(large)).toBeGreaterThan(500_000);
  const asked = [1, 2, 3].map((temperature) =>
    solver.solve({ ...large, temperature }).then(
      () => 'shown',
      (error: { code: string }) => error.code,
    ),
  );
  const answer = () =>
    worker.onmessage?.({
      data: { ok: true, solved: { policy: new Float64Array(), value: new Float64Array(), horizon: 1 } },
    } as MessageEvent);
  answer();
  answer();
  expect(await Promise.all(asked)).toEqual(['Cancelled', 'Cancelled', 'shown']);
  expect(posted.map((sent) => sent.temperature)).toEqual([1, 3]);
});

test('a fault in the worker is a fault of the call', async () => {
  const worker: SolveWorker = { postMessage() {}, onmessage: null, terminate() {} };
  const asked = new PolicySolver(() => worker).solve(request({ horizon: 50_000 }));
  const error = { code: 'NotConverged', message: 'no', where: null, kept: null, remedy: null };
  worker.onmessage?.({ data: { ok: false, error } } as MessageEvent);
  await expect(asked).rejects.toMatchObject({ code: 'NotConverged' });
});
