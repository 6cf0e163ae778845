import { expect, test } from 'vitest';
import { buildWorld } from '../../../../core/mdp/index.ts';
import { endedBefore, framesAt, layerAt, meetsAfter } from './films.ts';
import { comparedMaps, filmMaps } from './maps.ts';
import { solveMessages } from './messages.ts';
import { overTime } from './over-time.ts';
import { lottery } from './presets.ts';

const world = buildWorld(lottery.spec);
const messages = solveMessages({
  mdp: world.mdp,
  reward: world.trueReward as Float64Array,
  horizon: 3,
  temperature: 1,
  prior: null,
});

test.each([1, 2, 3, 8, 9])(
  'horizon %i: the films run towards each other and pass in the middle',
  (horizon) => {
    for (let at = 0; at < horizon; at++) {
      const { forward, backward, marginal } = framesAt(at, horizon, 'towards');
      expect(forward).toBe(at + 1);
      expect(forward + backward).toBe(horizon + 1);
      expect(marginal).toBe(at >= meetsAfter(horizon) ? forward : null);
      expect(framesAt(at, horizon, 'together')).toEqual({ forward, backward: forward, marginal: forward });
    }
    // A horizon that has just become shorter.
    expect(framesAt(99, horizon, 'towards').forward).toBe(horizon);
  },
);

test('a layer is the step asked for, and what cannot be is not painted', () => {
  const values = Float64Array.of(0, 1, 2, Number.NEGATIVE_INFINITY, 4, 5);
  expect([...layerAt(values, 2, 3)]).toEqual([Number.NaN, 4, 5]);
});

test('films: each map shows its own step; the marginal waits until they have met', () => {
  const start = filmMaps(messages, framesAt(0, 3, 'towards'), 3, 'step');
  expect(start.map(({ id, t }) => [id, t])).toEqual([
    ['forward', 1],
    ['marginal', 1],
    ['backward', 3],
  ]);
  expect(start[1].missing).not.toBeNull();
  expect(start[1].heat.values[0]).toBeNaN();
  expect(Array.from(start[2].heat.values)).toEqual([...messages.posterior.value.subarray(6, 9)]);
  const end = filmMaps(messages, framesAt(2, 3, 'towards'), 3, 'film');
  expect(Array.from(end[1].heat.values)).toEqual([...messages.posterior.marginal.subarray(6, 9)]);
  expect(end[0].heat.scale.high).toBe(0);
});

test('posterior and causal share a scale; their difference is centred at zero', () => {
  const [posterior, causal, difference] = comparedMaps(messages, 1, 3, 'value', 'step');
  expect(posterior.heat.scale).toEqual(causal.heat.scale);
  expect(difference.heat.scale.low).toBe(-difference.heat.scale.high);
  expect(difference.heat.values[0]).toBeCloseTo(0.0202790860258, 12);
  const marginals = comparedMaps(messages, 2, 3, 'marginal', 'film');
  expect(marginals[0].heat.scale.low).toBe(0);
  expect(marginals[0].heat.scale.high).toBe(1);
});

test('a difference of rounding alone is white', () => {
  const last = comparedMaps(messages, 3, 3, 'value', 'step')[2];
  expect(last.heat.scale.high).toBe(1);
});

test('curves have a gap where a state cannot be', () => {
  const { series } = overTime(messages, 3, 1, 'messages');
  expect(series[0].y[0]).toBeNaN();
  expect(series[1].y[2]).toBe(messages.posterior.value[7]);
  expect(overTime(messages, 3, 0, 'value').series.map(({ name }) => name)).toEqual(['posterior', 'causal']);
});

test('what has ended before a step is what its marginal lacks', () => {
  const marginal = Float64Array.of(1, 0, 0.5, 0.5, 0.25, 0.25);
  expect([1, 2, 3].map((t) => endedBefore(marginal, [0, 1], t))).toEqual([0, 0, 0.5]);
});
