import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../../core/base/random.ts';
import { distance, randomMdp, randomReward, seeds } from '../../../../core/inference/testing/arbitrary.ts';
import { buildWorld, examples, parseWorldSpec } from '../../../../core/mdp/index.ts';
import golden from '../../../../tests/golden/control-as-inference-finite-horizon.json' with { type: 'json' };
import { MessageSolver, type MessageWorker } from './message-solver.ts';
import { type MessageRequest, solveMessages } from './messages.ts';
import { lottery } from './presets.ts';

interface Side {
  readonly Q: number[][][];
  readonly V: number[][];
  readonly policy: number[][][];
  readonly marginals: number[][][];
}
interface Golden {
  readonly horizon: number;
  readonly temperature: number;
  readonly reward: number[][];
  readonly posterior: Side;
  readonly causal: Side;
}
const reference: Golden = golden.lottery;
const world = buildWorld(lottery.spec);
const flat = (nested: readonly unknown[]) => Float64Array.from(nested.flat(9) as number[]);
const request = (changes: Partial<MessageRequest>): MessageRequest => ({
  mdp: world.mdp,
  reward: world.trueReward as Float64Array,
  horizon: reference.horizon,
  temperature: reference.temperature,
  prior: null,
  ...changes,
});

test('the lottery is a world that anybody could import, with the rewards of the reference', () => {
  expect(parseWorldSpec(JSON.parse(JSON.stringify(lottery.spec)))).toEqual(lottery.spec);
  expect([...(world.trueReward ?? [])]).toEqual(reference.reward.flat());
});

test.each(['posterior', 'causal'] as const)('the lottery, %s: the numbers of the reference', (side) => {
  const solved = solveMessages(request({}))[side];
  const expected = reference[side];
  expect(distance(solved.value, flat(expected.V))).toBeLessThan(1e-12);
  expect(distance(solved.q, flat(expected.Q))).toBeLessThan(1e-12);
  expect(distance(solved.policy, flat(expected.policy))).toBeLessThan(1e-12);
  const states = flat(expected.marginals.map((layer) => layer.map(([a, b]) => a + b)));
  expect(distance(solved.marginal.subarray(0, states.length), states)).toBeLessThan(1e-12);
});

test('forward times backward over Z is the marginal, in any world, with any prior', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0.05, 1, 20),
      (seed, horizon, temperature) => {
        const random = Random.fromSeed(seed);
        const mdp = randomMdp(random, 'stochastic', 1);
        const reward = randomReward(random, mdp);
        const rows = mdp.stateCount * mdp.actionCount;
        const prior = seed % 2 ? null : Float64Array.from({ length: rows }, () => 0.1 + random.uniform());
        const { forward, posterior, logPartition } = solveMessages({
          mdp,
          reward,
          horizon,
          temperature,
          prior,
        });
        const product = forward.map((f, i) =>
          Math.exp((f + posterior.value[i] - logPartition) / temperature),
        );
        expect(distance(product, posterior.marginal.subarray(0, product.length))).toBeLessThan(1e-9);
      },
    ),
  );
});

test('forward messages hold at temperatures where every weight underflows', () => {
  const { forward } = solveMessages(request({ temperature: 0.001 }));
  // Buying at t = 1 costs 1, luck 0.01: alpha log 0.01 - 1 in Won at t = 2.
  expect(forward[1 * 3 + 1]).toBeCloseTo(-1 + 0.001 * Math.log(0.01), 12);
  expect(forward[1]).toBe(Number.NEGATIVE_INFINITY);
});

test('what causal planning reaches is a lower bound of log Z, tight where nothing is random', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = Random.fromSeed(seed);
      for (const dynamics of ['stochastic', 'deterministic'] as const) {
        const mdp = { ...randomMdp(random, dynamics, 0) };
        // A single start: the posterior conditions that draw too.
        const initial = Float64Array.from(mdp.initial, (_, s) => (s === 0 ? 1 : 0));
        const reward = randomReward(random, mdp);
        const about = { mdp: { ...mdp, initial }, reward, horizon: 4, temperature: 0.7, prior: null };
        const { bound, logPartition } = solveMessages(about);
        expect(bound).toBeLessThanOrEqual(logPartition + 1e-9);
        if (dynamics === 'deterministic') expect(bound).toBeCloseTo(logPartition, 9);
      }
    }),
  );
});

test('large worlds go to the worker; only the newest answer is shown', async () => {
  const large = buildWorld(examples[0].spec);
  const asked: MessageRequest[] = [];
  const worker: MessageWorker = {
    postMessage: (sent) => asked.push(sent),
    onmessage: null,
    onerror: null,
    terminate() {},
  };
  const solver = new MessageSolver(() => worker);
  const about = request({ mdp: large.mdp, reward: large.trueReward as Float64Array, horizon: 500 });
  const answers = [1, 2, 3].map((temperature) => solver.solve({ ...about, temperature }));
  const answer = () => worker.onmessage?.({ data: { ok: true, solved: { horizon: 500 } } } as MessageEvent);
  answer();
  answer();
  expect(await Promise.all(answers)).toEqual([null, null, { horizon: 500 }]);
  expect(asked.map(({ temperature }) => temperature)).toEqual([1, 3]);
  const error = { code: 'InvalidInput', message: 'no', where: null, kept: null, remedy: null };
  const faulty = solver.solve(about);
  worker.onmessage?.({ data: { ok: false, error } } as MessageEvent);
  await expect(faulty).rejects.toMatchObject({ code: 'InvalidInput' });
});
