import { beforeAll, describe, expect, test } from 'vitest';
import { continuousExamples, dynamicsOf } from '../continuous.ts';
import { loadMujoco } from '../mujoco/index.ts';
import { createExpert, expertsOf } from './index.ts';
import { exampleSpec, meanReturn, playSeeds, quiet } from './testing.ts';

beforeAll(async () => {
  await loadMujoco();
});

/** Tasks that only trained policies can do. */
const trainedOnly = ['Hopper-v5', 'HalfCheetah-v5'];
/** The half-cheetah has the same random expert as the hopper, and only takes longer. */
const everyExpert = continuousExamples
  .filter(({ id }) => id !== 'HalfCheetah-v5')
  .flatMap(({ id, spec }) => expertsOf(spec).map((expert) => [id, expert.id] as const));

test('every world has a skilled expert, hopping and running apart, and the random one; ids are unique', () => {
  for (const { id, spec } of continuousExamples) {
    const ids = expertsOf(spec).map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.at(-1)).toBe('random');
    expect(ids.length > 1).toBe(!trainedOnly.includes(id));
  }
});

describe.each(everyExpert)('%s, %s', (id, expert) => {
  const spec = exampleSpec(id);
  const noisy = { ...quiet, noise: 0.3 };

  test('same seed, same bits, whatever was played before; another seed, another noise', () => {
    const [first, second] = [0, 1].map(() => playSeeds(spec, { expert, settings: noisy, count: 2 }));
    expect(second).toEqual(first);
    const again = createExpert(spec, expert, noisy);
    const [{ states, actions }] = first;
    const observation = new Float32Array(dynamicsOf(spec).observationSpace.low.length);
    const replay = (seed: number) => {
      again.begin(seed);
      return actions.map((_, t) => {
        dynamicsOf(spec).observe(states[t], observation);
        return again.act(observation, states[t]);
      });
    };
    replay(5);
    expect(replay(0)).toEqual(actions);
    expect(replay(1)).not.toEqual(actions);
  });

  test('actions lie in their space, however noisy', () => {
    const { actionSpace } = dynamicsOf(spec);
    for (const { actions } of playSeeds(spec, { expert, settings: { ...quiet, noise: 1 }, count: 1 }))
      for (const action of actions)
        action.forEach((a, i) => {
          if (actionSpace.kind === 'discrete') expect([...Array(actionSpace.n).keys()]).toContain(a);
          else {
            expect(a).toBeGreaterThanOrEqual(actionSpace.low[i]);
            expect(a).toBeLessThanOrEqual(actionSpace.high[i]);
          }
        });
  });
});

test.each(everyExpert.filter(([, expert]) => expert !== 'random'))(
  '%s, %s: the more noise, the lower the return, and always better than random',
  (id, expert) => {
    const spec = exampleSpec(id);
    const count = id.endsWith('v5') ? 4 : 10;
    const returns = [0, 0.4, 2].map((noise) =>
      meanReturn(playSeeds(spec, { expert, settings: { ...quiet, noise }, count })),
    );
    expect(returns[0]).toBeGreaterThan(returns[1]);
    expect(returns[1]).toBeGreaterThan(returns[2]);
    expect(returns[0]).toBeGreaterThan(
      meanReturn(playSeeds(spec, { expert: 'random', settings: quiet, count })),
    );
  },
);

test.each([
  ['nobody', quiet, 'NotFound', 'expert'],
  ['energy-shaping', { ...quiet, noise: -0.1 }, 'InvalidInput', 'noise'],
  ['energy-shaping', { ...quiet, noise: Number.NaN }, 'InvalidInput', 'noise'],
  ['energy-shaping', { ...quiet, temperature: -1 }, 'InvalidInput', 'temperature'],
  ['energy-shaping', { ...quiet, discount: 0 }, 'InvalidInput', 'discount'],
])('%s with %j is refused', (expert, settings, code, where) => {
  expect(() => createExpert(exampleSpec('Pendulum-v1'), expert, settings)).toThrow(
    expect.objectContaining({ code, where }),
  );
});

test('noise is drawn apart from the choices: it is no echo of them', () => {
  const act = (noise: number) => {
    const expert = createExpert(exampleSpec('double-integrator'), 'random', { ...quiet, noise });
    expert.begin(3);
    return Array.from({ length: 5 }, () => expert.act([0, 0], new Float64Array(2))[0]);
  };
  const chosen = act(0);
  // The range is unbounded: noise 1 adds a standard normal number.
  const added = act(1).map((action, t) => action - chosen[t]);
  added.forEach((normal, t) => {
    expect(Math.abs(normal)).toBeGreaterThan(0);
    expect(Math.abs(normal - chosen[t])).toBeGreaterThan(1e-3);
  });
});
