import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { expectClose, golden } from '../testing/golden.ts';
import { inferJson } from './infer-json.ts';

const home = tmpdir();

interface Reference {
  l2: number;
  at: {
    weights: number[];
    posterior: { logLikelihood: number; gradient: number[] };
    causal: {
      meanLogLikelihood: number;
      gradientOfLogLikelihood: number[];
      featureMatchingGradient: number[];
    };
  };
  solution: Record<
    'posterior' | 'causalLikelihood' | 'causalFeatureMatching',
    { weights: number[]; penalisedLogLikelihood?: number }
  >;
}

const { cases } = golden<{ cases: Reference[] }>('maxent-irl');

async function inferred(input: unknown, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await call(['infer', '-', ...args], { input: JSON.stringify(input), home });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

test('given weights are evaluated, not changed: both models and objectives', async () => {
  await Promise.all(
    cases.flatMap((reference, i) => {
      const { weights, posterior, causal } = reference.at;
      const input = { ...reference, weights };
      return [
        inferred({ ...input, model: 'posterior' }).then((answer) => {
          expect(answer.weights).toEqual(weights);
          expect(answer.iterations).toBe(0);
          expect(answer.converged).toBe(false);
          expectClose(answer.logLikelihood, posterior.logLikelihood, 1e-8, `case ${i}`);
          expectClose(answer.gradient, posterior.gradient, 1e-8, `case ${i}`);
        }),
        inferred({ ...input, model: 'causal' }).then((answer) => {
          expectClose(answer.logLikelihood, causal.meanLogLikelihood, 1e-8, `case ${i}`);
          expectClose(answer.gradient, causal.gradientOfLogLikelihood, 1e-8, `case ${i}`);
        }),
        inferred(input, '--model', 'causal', '--objective', 'feature-matching').then((answer) => {
          expectClose(answer.gradient, causal.featureMatchingGradient, 1e-8, `case ${i}`);
          expectClose(
            answer.featureGap,
            Math.hypot(...causal.featureMatchingGradient),
            1e-8,
            `gap of case ${i}`,
          );
        }),
      ];
    }),
  );
});

test('the maximisers of the reference are found', async () => {
  const settings = {
    posterior: ['--model', 'posterior'],
    causalLikelihood: ['--model', 'causal'],
    causalFeatureMatching: ['--model', 'causal', '--objective', 'feature-matching'],
  } as const;
  await Promise.all(
    cases.flatMap((reference, i) =>
      (Object.keys(settings) as (keyof typeof settings)[]).map(async (key) => {
        const answer = await inferred(reference, ...settings[key]);
        const { weights, penalisedLogLikelihood } = reference.solution[key];
        expect(answer.converged, `${key} of case ${i}`).toBe(true);
        expectClose(answer.weights, weights, 1e-5, `${key} of case ${i}`);
        if (penalisedLogLikelihood !== undefined)
          expectClose(answer.penalisedLogLikelihood, penalisedLogLikelihood, 1e-8, `${key} of case ${i}`);
      }),
    ),
  );
});

const two = {
  nStates: 2,
  nActions: 2,
  transitions: [
    [0, 0, 0, 1],
    [0, 1, 1, 1],
    [1, 0, 1, 1],
    [1, 1, 0, 1],
  ],
  stateFeatures: [[0], [1]],
  demonstrations: [
    [
      [0, 1],
      [1, 0],
      [1, 0],
    ],
  ],
  gamma: 0.9,
  l2: 0.1,
};

test('with gamma the expert plans for ever', async () => {
  const answer = await inferred(two);
  expect(answer.converged).toBe(true);
  expect((answer.weights as number[])[0]).toBeGreaterThan(0);
});

test('bad input is refused with its place', async () => {
  const bad: [unknown, string][] = [
    [
      {
        ...two,
        demonstrations: [
          [
            [0, 1],
            [0, 0],
          ],
        ],
      },
      'demonstrations[0][1]',
    ],
    [{ ...two, demonstrations: [[[0, 5]]] }, 'demonstrations[0][0]'],
    [{ ...two, demonstrations: [[]] }, 'demonstrations[0]'],
    [{ ...two, demonstrations: [] }, 'demonstrations'],
    [{ ...two, stateFeatures: [[0]] }, 'stateFeatures'],
    [{ ...two, stateFeatures: [[0], [1, 2]] }, 'stateFeatures[1]'],
    [{ ...two, stateFeatures: [[], []] }, 'stateFeatures[0]'],
    [{ ...two, weights: [1, 2] }, 'weights'],
    [{ ...two, gamma: 1 }, 'gamma'],
    [{ ...two, temperature: 0 }, 'temperature'],
    [{ ...two, l2: -1 }, 'l2'],
    [{ ...two, model: 'other' }, 'model'],
  ];
  for (const [input, where] of bad)
    expect(() => inferJson(input), where).toThrow(expect.objectContaining({ code: 'InvalidInput', where }));
  const { code, err } = await call(['infer', '-', '--json'], {
    input: JSON.stringify({ ...two, l2: -1 }),
    home,
  });
  expect(code).toBe(1);
  expect(JSON.parse(err).error).toMatchObject({ code: 'InvalidInput', where: 'l2' });
});

test('a likelihood without a maximum is said to have none; a penalty, or a contradiction, gives it one', async () => {
  const separable = { ...two, gamma: undefined, horizon: 3, l2: 0 };
  const answer = await inferred(separable);
  expect(answer.converged).toBe(false);
  expect(String(answer.remarks)).toContain('rises for ever');
  const contradicted = [...separable.demonstrations, [[0, 0]]];
  for (const input of [
    { ...separable, l2: 1e-3 },
    { ...separable, demonstrations: contradicted },
  ])
    expect(inferJson(input)).toMatchObject({ converged: true, remarks: [] });
});

test('the posterior refuses a start that it gives probability 0', () => {
  const elsewhere = { ...two, gamma: undefined, horizon: 3, initial: [0, 1], model: 'posterior' };
  expect(() => inferJson(elsewhere)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'demonstrations[0]' }),
  );
  for (const other of [{ model: 'causal' }, { objective: 'feature-matching' }])
    expect(inferJson({ ...elsewhere, ...other })).toMatchObject({ converged: true });
});
