/** Against enumeration of every trajectory, and against the solvers of core/inference. */
import { expect, test } from 'vitest';
import { finiteHorizon, logPartition, softQIteration } from '../../inference/index.ts';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { fromTransitions } from '../../mdp/index.ts';
import { DiscountedModel } from './discounted-model.ts';
import { evidenceOf } from './evidence.ts';
import { FiniteModel } from './finite-model.ts';
import { evaluateMaxEnt, type MaxEntHorizon, stateIndicators, type Trajectory } from './index.ts';
import { randomMdp, randomTrajectories, randomWeights } from './testing/problems.ts';

const S = 5;
const A = 2;
const steps = 4;

/** Every completion of a path: its reward, and the probability of its chance. */
function* completions(
  mdp: FiniteMdp,
  reward: Float64Array,
  path: { states: number[]; left: number; reward: number; chance: number },
): Generator<{ states: number[]; reward: number; chance: number }> {
  const s = path.states[path.states.length - 1];
  if (mdp.terminal[s]) {
    yield { ...path, reward: path.reward + reward[s] };
    return;
  }
  if (path.left === 0) {
    yield path;
    return;
  }
  for (let row = s * A; row < (s + 1) * A; row++) {
    for (let k = mdp.rowStart[row]; k < mdp.rowStart[row + 1]; k++) {
      yield* completions(mdp, reward, {
        states: [...path.states, mdp.successor[k]],
        left: path.left - 1,
        reward: path.reward + reward[s],
        chance: path.chance * mdp.probability[k],
      });
    }
  }
}

/** sum over completions of chance * exp(reward / alpha). */
function mass(mdp: FiniteMdp, reward: Float64Array, temperature: number, from: number, left: number): number {
  let sum = 0;
  for (const c of completions(mdp, reward, { states: [from], left, reward: 0, chance: 1 })) {
    sum += c.chance * Math.exp(c.reward / temperature);
  }
  return sum;
}

for (const terminals of [0, 1, 2]) {
  test(`posterior likelihood of whole and cut-short demonstrations, by enumeration (${terminals} terminals)`, () => {
    const mdp = randomMdp(10 + terminals, S, A, terminals);
    const reward = randomWeights(3, S, 1);
    const temperature = 0.7;
    let Z = 0;
    mdp.initial.forEach((p, s) => {
      if (p > 0) Z += p * mass(mdp, reward, temperature, s, steps);
    });
    for (const t of randomTrajectories(mdp, 4, [4, 4, 2, 1, 3, 4])) {
      const L = t.actions.length;
      let collected = 0;
      for (let i = 0; i < L; i++) collected += reward[t.states[i]];
      const rest = mass(mdp, reward, temperature, t.states[L], steps - L);
      const wanted = collected / temperature + Math.log(rest) - Math.log(Z);
      const features = stateIndicators(S);
      const problem = { mdp, features, demonstrations: [t], temperature, l2: 0, weights: reward };
      const found = evaluateMaxEnt({
        ...problem,
        horizon: { kind: 'finite', steps },
        model: 'posterior',
        objective: 'likelihood',
      });
      expect(found.logLikelihood).toBeCloseTo(wanted, 10);
    }
  });
}

test('the causal likelihood is the sum of log pi_t of the exact solver, terminals and prefixes included', () => {
  const mdp = randomMdp(31, S, A, 1);
  const state = randomWeights(5, S, 2);
  const reward = Float64Array.from({ length: S * A }, (_, i) => state[Math.trunc(i / A)]);
  const temperature = 0.6;
  const problem = { mdp, reward, horizon: steps, discount: 1, temperature, prior: null };
  const solved = finiteHorizon({ ...problem, backup: 'causal' });
  const demonstrations = randomTrajectories(mdp, 6, [4, 2, 4, 3, 1]);
  let wanted = 0;
  for (const { states, actions } of demonstrations) {
    actions.forEach((a, t) => {
      wanted += Math.log(solved.policy[t * S * A + states[t] * A + a]) / demonstrations.length;
    });
  }
  const model = new FiniteModel(mdp, steps, temperature, 'causal');
  model.solve(state);
  expect(model.logLikelihood(evidenceOf(mdp, demonstrations))).toBeCloseTo(wanted, 10);
});

for (const backup of ['causal', 'posterior'] as const) {
  test(`${backup}: values, policies and visits agree with core/inference`, () => {
    const mdp = randomMdp(41, 9, 3, 2);
    const state = randomWeights(7, 9, 2);
    const reward = Float64Array.from({ length: 27 }, (_, i) => state[Math.trunc(i / 3)]);
    const temperature = 1.7;
    const problem = { mdp, reward, horizon: 6, discount: 1, temperature, prior: null };
    const solved = finiteHorizon({ ...problem, backup });
    const model = new FiniteModel(mdp, 6, temperature, backup);
    model.solve(state);
    const mine = model.policy();
    for (let i = 0; i < 9; i++) expect(mine.value[i]).toBeCloseTo(solved.value[i], 10);
    for (let t = 0; t < 6; t++) {
      for (let row = 0; row < 27; row++) {
        expect(mine.policy[t * 27 + row]).toBeCloseTo(solved.policy[t * 27 + row], 10);
      }
    }
    // log Z is the value of the start; it shows in the likelihood of any demonstration.
    const logZ = logPartition({ mdp, value: solved.value, temperature });
    const [one] = randomTrajectories(mdp, 8, [6]);
    if (backup === 'posterior') {
      let collected = 0;
      one.actions.forEach((_, t) => {
        collected += state[one.states[t]];
      });
      const end = one.terminated ? state[one.states[one.actions.length]] : 0;
      expect(one.terminated || one.actions.length === 6).toBe(true);
      const wanted = (collected + end - logZ) / temperature;
      expect(model.logLikelihood(evidenceOf(mdp, [one]))).toBeCloseTo(wanted, 10);
    }
  });
}

test('discounted values are those of soft Q-iteration, cold and warm, near and far-sighted, cool and hot', () => {
  const mdp = randomMdp(51, 12, 3, 1);
  for (const discount of [0, 0.5, 0.95, 0.999]) {
    for (const temperature of [0.01, 1, 100]) {
      const model = new DiscountedModel(mdp, discount, temperature);
      for (const scale of [1, 1.1, 20]) {
        const state = randomWeights(9, 12, scale);
        const reward = Float64Array.from({ length: 36 }, (_, i) => state[Math.trunc(i / 3)]);
        model.solve(state);
        const limits = { tolerance: 1e-10, maxIterations: 1_000_000 };
        const solved = softQIteration({ mdp, reward, discount, temperature, prior: null, ...limits });
        const size = Math.max(1, ...solved.value.map(Math.abs));
        solved.value.forEach((v, s) => {
          expect(Math.abs(model.values()[s] - v) / size).toBeLessThan(1e-9);
        });
      }
    }
  }
});

test('visits of the policy: acts in the horizon plus arrivals, from p0, under the true dynamics', () => {
  const mdp = randomMdp(61, 6, 2, 1);
  const state = randomWeights(11, 6, 1);
  const reward = Float64Array.from({ length: 12 }, (_, i) => state[Math.trunc(i / 2)]);
  const model = new FiniteModel(mdp, 5, 1, 'causal');
  model.solve(state);
  const problem = {
    mdp,
    reward,
    horizon: 5,
    discount: 1,
    temperature: 1,
    prior: null,
    backup: 'causal' as const,
  };
  const { policy } = finiteHorizon(problem);
  const visits = new Float64Array(6);
  const walk = (s: number, t: number, p: number): void => {
    if (t === 5 && !mdp.terminal[s]) return;
    visits[s] += p;
    if (mdp.terminal[s]) return;
    for (let a = 0; a < 2; a++) {
      for (let k = mdp.rowStart[s * 2 + a]; k < mdp.rowStart[s * 2 + a + 1]; k++) {
        walk(mdp.successor[k], t + 1, p * policy[t * 12 + s * 2 + a] * mdp.probability[k]);
      }
    }
  };
  mdp.initial.forEach((p, s) => {
    if (p > 0) walk(s, 0, p);
  });
  model.policy().visitation.forEach((v, s) => {
    expect(v).toBeCloseTo(visits[s], 10);
  });
});

test('finite and sensible at temperatures 1e-3 and 1e3 and with huge rewards', () => {
  const mdp = randomMdp(71, 6, 3, 1);
  const demonstrations: Trajectory[] = randomTrajectories(mdp, 12, [5, 5, 3]);
  for (const model of ['causal', 'posterior'] as const) {
    for (const temperature of [1e-3, 1e3]) {
      for (const scale of [1, 1e4]) {
        const found = evaluateMaxEnt({
          mdp,
          features: stateIndicators(6),
          demonstrations,
          horizon: { kind: 'finite', steps: 5 },
          temperature,
          model,
          objective: 'likelihood',
          l2: 0,
          weights: randomWeights(13, 6, scale),
        });
        expect(Number.isFinite(found.logLikelihood)).toBe(true);
        expect(found.gradient.every(Number.isFinite)).toBe(true);
        if (model === 'causal') expect(found.logLikelihood).toBeLessThanOrEqual(0);
      }
    }
  }
});

/** Two rooms without a door: states 0-2 and 3-5, two actions (stay, and a random state of the room). */
function rooms(): FiniteMdp {
  const rows: [number, number, number, number][] = [];
  for (let s = 0; s < 6; s++) {
    const first = s < 3 ? 0 : 3;
    rows.push([s, 0, s, 1]);
    for (let k = 0; k < 3; k++) rows.push([s, 1, first + k, 1 / 3]);
  }
  return fromTransitions({
    stateCount: 6,
    actionCount: 2,
    transitions: rows,
    initial: [0.5, 0, 0, 0.5, 0, 0],
    terminal: [],
  });
}

test('posterior where one room is far better: the other is done in logs of its own', () => {
  const mdp = rooms();
  const horizon = 4;
  const temperature = 0.01;
  // 740 temperatures apart exp leaves two digits, 20,000 apart nothing at all.
  for (const gap of [7.4, 200]) {
    const state = Float64Array.of(0, 0.01, 0.02, -gap, 0.01 - gap, 0.02 - gap);
    const reward = Float64Array.from({ length: 12 }, (_, i) => state[Math.trunc(i / 2)]);
    const model = new FiniteModel(mdp, horizon, temperature, 'posterior');
    model.solve(state);
    const values = model.values();
    for (let t = 0; t < horizon; t++) {
      for (let s = 0; s < 3; s++) {
        const shifted = values[t * 6 + s] - gap * (horizon - t);
        expect(Math.abs(values[t * 6 + s + 3] - shifted)).toBeLessThan(1e-9);
      }
    }
    const problem = { mdp, reward, horizon, discount: 1, temperature, prior: null };
    const solved = finiteHorizon({ ...problem, backup: 'posterior' });
    for (let i = 0; i < horizon * 6; i++) expect(Math.abs(values[i] - solved.value[i])).toBeLessThan(1e-9);
    // Demonstrations of one length: demonstrated and expected visits add up to the same.
    const demonstrations = [
      { states: Int32Array.of(3, 3, 4, 5, 5), actions: Int32Array.of(0, 1, 1, 0), terminated: false },
    ];
    const gradient = model.matchingGradient(evidenceOf(mdp, demonstrations));
    expect(gradient.subarray(3).reduce((sum, g) => sum + g, 0) * temperature).toBeCloseTo(0, 9);
    expect([...gradient.subarray(0, 3)]).toEqual([0, 0, 0]);
  }
});

test('feature differences are in feature units whatever the temperature', () => {
  const mdp = randomMdp(91, 6, 2, 0);
  const demonstrations = randomTrajectories(mdp, 15, [5, 5, 5]);
  const common = { mdp, features: stateIndicators(6), demonstrations, l2: 0, weights: new Float64Array(6) };
  const at = (temperature: number, horizon: MaxEntHorizon) =>
    evaluateMaxEnt({ ...common, horizon, temperature, model: 'causal', objective: 'likelihood' });
  // At zero weights the policy is uniform at every temperature, and so are the expected counts.
  for (const horizon of [
    { kind: 'finite', steps: 5 },
    { kind: 'discounted', discount: 0.8 },
  ] as const) {
    const [cool, hot] = [at(0.1, horizon), at(10, horizon)];
    cool.featureDifference.forEach((d, f) => {
      expect(hot.featureDifference[f]).toBeCloseTo(d, 10);
    });
    expect(cool.featureGap).toBeGreaterThan(0.01);
  }
});
