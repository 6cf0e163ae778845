import { expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { fromTransitions } from '../../mdp/index.ts';
import {
  type MaxEntProblem,
  type MaxEntSettings,
  MaxEntTrainer,
  maxEntDefaults,
  splitHeldOut,
  type Trajectory,
} from './index.ts';
import { randomFeatures, randomMdp, randomTrajectories } from './testing/problems.ts';

function problem(settings: Partial<MaxEntSettings>, terminals = 1): MaxEntProblem {
  const mdp = randomMdp(3, 12, 3, terminals);
  const all = randomTrajectories(mdp, 4, [9, 9, 4, 9, 6, 9, 9, 9]);
  return {
    mdp,
    features: randomFeatures(5, 12, 4),
    demonstrations: all.slice(0, 6),
    heldOut: all.slice(6),
    settings: { ...maxEntDefaults(), ...settings },
    initialWeights: null,
  };
}

const thrown = (work: () => unknown): LabError => {
  try {
    work();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

for (const optimiser of ['lbfgs', 'gradient-ascent', 'adam'] as const) {
  for (const horizonKind of ['finite', 'discounted'] as const) {
    test(`${optimiser}, ${horizonKind}: 2N steps and N + checkpoint + N steps give the same bits`, () => {
      const p = problem({ optimiser, horizonKind, stepSize: 0.02, gradientTolerance: 1e-12 });
      const whole = new MaxEntTrainer(p);
      const half = new MaxEntTrainer(p);
      for (let i = 0; i < 6; i++) half.step();
      const resumed = MaxEntTrainer.resume(p, half.checkpoint());
      expect(resumed.report()).toEqual(half.report());
      for (let i = 0; i < 12; i++) whole.step();
      for (let i = 0; i < 6; i++) resumed.step();
      expect(resumed.checkpoint()).toEqual(whole.checkpoint());
      expect(resumed.report()).toEqual(whole.report());
    });

    test(`${optimiser}, ${horizonKind}: climbs to a small gradient`, () => {
      const trainer = new MaxEntTrainer(
        problem({
          optimiser,
          horizonKind,
          stepSize: 0.05,
          l2: 1,
          gradientTolerance: 1e-4,
          maxIterations: 5000,
        }),
      );
      const before = trainer.report().metrics.objective;
      let report = trainer.step();
      while (!report.finished) report = trainer.step();
      expect(report.reason).toBe('converged');
      expect(report.metrics.gradientNorm).toBeLessThanOrEqual(1e-4);
      expect(report.metrics.objective).toBeGreaterThan(before);
      const weights = trainer.weights;
      expect(trainer.step()).toEqual(report);
      expect(trainer.weights).toEqual(weights);
    });
  }
}

test('feature matching drives the feature gap to what the penalty leaves', () => {
  const p = problem({ objective: 'feature-matching', l2: 0.5, gradientTolerance: 1e-9 });
  const trainer = new MaxEntTrainer(p);
  while (!trainer.step().finished);
  const gap = Math.hypot(...trainer.weights.map((w) => 0.5 * w));
  expect(trainer.report().metrics.featureGap).toBeCloseTo(gap, 7);
});

test('asking for policy, diagnostics and reports does not change what follows', () => {
  const p = problem({ horizonKind: 'discounted' });
  const quiet = new MaxEntTrainer(p);
  const asked = new MaxEntTrainer(p);
  for (let i = 0; i < 4; i++) {
    quiet.step();
    asked.step();
    asked.policy();
    asked.diagnostics();
    asked.report();
  }
  expect(asked.checkpoint()).toEqual(quiet.checkpoint());
});

for (const horizonKind of ['finite', 'discounted'] as const) {
  test(`numbers that leave float64 end training and keep the last good reward (${horizonKind})`, () => {
    const trainer = new MaxEntTrainer(
      problem({ optimiser: 'gradient-ascent', horizonKind, stepSize: 10, l2: 1000, maxIterations: 100_000 }),
    );
    let last = trainer.weights;
    const error = thrown(() => {
      for (let i = 0; i < 1000; i++) {
        last = trainer.weights;
        trainer.step();
      }
    });
    expect(error.code).toBe('NonFinite');
    expect(error.kept).toContain(`iteration ${trainer.iteration}`);
    expect(trainer.weights).toEqual(last);
    expect(trainer.weights.every(Number.isFinite)).toBe(true);
  });
}

test('a checkpoint of other settings is refused', () => {
  const bytes = new MaxEntTrainer(problem({})).checkpoint();
  expect(thrown(() => MaxEntTrainer.resume(problem({ optimiser: 'adam' }), bytes)).code).toBe('InvalidInput');
  expect(thrown(() => MaxEntTrainer.resume(problem({ reward: 'state' }), bytes)).code).toBe('InvalidInput');
  expect(thrown(() => MaxEntTrainer.resume(problem({}), bytes.slice(0, 30))).code).toBe('InvalidInput');
});

test('ill-posed problems are refused with the place', () => {
  const p = problem({});
  const one = (t: Trajectory): MaxEntProblem => ({ ...p, demonstrations: [t] });
  const base = p.demonstrations[0];
  expect(thrown(() => new MaxEntTrainer({ ...p, demonstrations: [] })).where).toBe('demonstrations');
  expect(thrown(() => new MaxEntTrainer(one({ ...base, actions: base.actions.map(() => 7) }))).where).toBe(
    'demonstrations[0].actions[0]',
  );
  expect(thrown(() => new MaxEntTrainer(one({ ...base, states: base.states.slice(0, 3) }))).where).toBe(
    'demonstrations[0]',
  );
  const open = p.demonstrations.find((t) => !t.terminated) as Trajectory;
  expect(thrown(() => new MaxEntTrainer(one({ ...open, terminated: true }))).message).toContain('terminal');
  const posterior = thrown(
    () => new MaxEntTrainer(problem({ model: 'posterior', horizonKind: 'discounted' })),
  );
  expect(posterior.code).toBe('InvalidInput');
  expect(posterior.remedy).toContain('causal');
});

test('diagnostics name lengths with numbers', () => {
  for (const reward of ['linear', 'state'] as const) {
    for (const [horizonKind, model] of [
      ['finite', 'causal'],
      ['finite', 'posterior'],
      ['discounted', 'causal'],
    ] as const) {
      const p = problem({ reward, horizonKind, model, maxIterations: 30 });
      const trainer = new MaxEntTrainer(p);
      while (!trainer.step().finished);
      const found = trainer.diagnostics();
      expect(found.iterations).toBe(trainer.iteration);
      expect(found.identification.parameters).toBe(reward === 'linear' ? 4 : 12);
      const short = p.demonstrations.filter((t) => t.actions.length < 9);
      const cut = short.filter((t) => !t.terminated).length;
      if (horizonKind === 'finite' && cut > 0) expect(found.remarks.join(' ')).toContain(`${cut} of 6`);
    }
  }
});

test('identification: a constant is lost without endings and found with them', () => {
  const fixed = new MaxEntTrainer(problem({ reward: 'state', maxIterations: 5 }, 0)).diagnostics();
  expect(fixed.identification.rank).toBeLessThanOrEqual(11);
  expect(fixed.identification.upTo.join(' ')).toContain('A constant');
  const ending = new MaxEntTrainer(problem({ reward: 'state', maxIterations: 5 }, 2)).diagnostics();
  expect(ending.identification.upTo.join(' ')).not.toContain('A constant');
});

test('identification: constant, never reached and duplicated features', () => {
  // 0 <-> 1 <-> 2 in a row; state 3 stands apart. Features: constant, state 3 alone, state 1, twice state 1.
  const rows: [number, number, number, number][] = [];
  for (let s = 0; s < 3; s++) rows.push([s, 0, Math.max(0, s - 1), 1], [s, 1, Math.min(2, s + 1), 1]);
  rows.push([3, 0, 3, 1], [3, 1, 3, 1]);
  const mdp = fromTransitions({
    stateCount: 4,
    actionCount: 2,
    transitions: rows,
    initial: [1, 0, 0, 0],
    terminal: [],
  });
  const features = {
    count: 4,
    names: ['always', 'apart', 'middle', 'twice the middle'],
    values: Float64Array.from([1, 0, 0, 0, 1, 0, 1, 2, 1, 0, 0, 0, 1, 1, 0, 0]),
  };
  const demonstrations = [
    { states: Int32Array.of(0, 1, 2, 1), actions: Int32Array.of(1, 1, 0), terminated: false },
  ];
  for (const horizonKind of ['finite', 'discounted'] as const) {
    const settings = { ...maxEntDefaults(), horizonKind };
    const trainer = new MaxEntTrainer({
      mdp,
      features,
      demonstrations,
      heldOut: [],
      settings,
      initialWeights: null,
    });
    const { identification } = trainer.diagnostics();
    expect(identification.rank).toBe(1);
    expect(identification.unidentified).toEqual(['always', 'apart']);
    expect(identification.upTo.join(' ')).toContain('One more direction');
  }
});

test('splitting: seeded, disjoint, complete, at least one stays', () => {
  const { train, heldOut } = splitHeldOut(40, 0.2, 7);
  expect(heldOut.length).toBe(8);
  expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  expect(splitHeldOut(40, 0.2, 7)).toEqual({ train, heldOut });
  expect(splitHeldOut(40, 0.2, 8)).not.toEqual({ train, heldOut });
  expect(splitHeldOut(1, 0.9, 0)).toEqual({ train: [0], heldOut: [] });
});

test('the horizon is the longest demonstration, a held-out one included', () => {
  const p = problem({ maxIterations: 2 }, 0);
  const demonstrations = p.demonstrations.map((t) => ({
    states: t.states.slice(0, 4),
    actions: t.actions.slice(0, 3),
    terminated: false,
  }));
  const trainer = new MaxEntTrainer({ ...p, demonstrations });
  expect(trainer.policy().horizon).toBe(9);
  expect(trainer.diagnostics().remarks.join(' ')).toContain('6 of 6 demonstrations were cut short');
  expect(Number.isFinite(trainer.report().metrics.heldOutLogLikelihood)).toBe(true);
});

test('without a penalty, demonstrations that a large enough reward explains entirely are pointed out', () => {
  const mdp = fromTransitions({
    stateCount: 2,
    actionCount: 2,
    transitions: [
      [0, 0, 0, 1],
      [0, 1, 1, 1],
      [1, 0, 1, 1],
      [1, 1, 0, 1],
    ],
    initial: [1, 0],
    terminal: [],
  });
  const features = { count: 1, names: ['second'], values: Float64Array.of(0, 1) };
  const demonstrations = [
    { states: Int32Array.of(0, 1, 1), actions: Int32Array.of(1, 0), terminated: false },
  ];
  const remarks = (l2: number) => {
    const settings = { ...maxEntDefaults(), reward: 'linear' as const, l2 };
    const trainer = new MaxEntTrainer({
      ...{ mdp, features, demonstrations, heldOut: [], settings },
      initialWeights: null,
    });
    while (!trainer.step().finished);
    return trainer.diagnostics().remarks.join(' ');
  };
  expect(remarks(0)).toContain('rises for ever');
  expect(remarks(0.1)).not.toContain('rises for ever');
});
