import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { expectClose, golden } from '../testing/golden.ts';
import { solveJson } from './solve-json.ts';

const home = tmpdir();

interface InfiniteCase {
  softQ: number[][];
  softV: number[];
  policy: number[][];
  discountedOccupancy: number[];
}
interface FiniteAnswer {
  Q: number[][][];
  V: number[][];
  policy: number[][][];
  marginals: number[][][];
  logPartition?: number;
}
interface FiniteCase {
  posterior: FiniteAnswer;
  causal: FiniteAnswer;
}

async function solved(input: unknown, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await call(['solve', '-', ...args], { input: JSON.stringify(input), home });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

test('infinite horizons agree with the reference', async () => {
  const { cases } = golden<{ cases: InfiniteCase[] }>('soft-values-infinite-horizon');
  await Promise.all(
    cases.map(async (reference, i) => {
      const answer = await solved(reference);
      const scale = Math.max(1, ...reference.softV.map(Math.abs));
      expectClose(answer.Q, reference.softQ, 1e-8 * scale, `Q of case ${i}`);
      expectClose(answer.V, reference.softV, 1e-8 * scale, `V of case ${i}`);
      expectClose(answer.policy, reference.policy, 1e-6, `policy of case ${i}`);
      expectClose(answer.occupancy, reference.discountedOccupancy, 1e-6, `occupancy of case ${i}`);
      expect(answer.iterations).toBeGreaterThan(0);
      expect(answer.residual).toBeLessThan(1e-6);
    }),
  );
});

test('finite horizons agree with the reference in both backups', async () => {
  const { cases, lottery } = golden<{ cases: FiniteCase[]; lottery: FiniteCase }>(
    'control-as-inference-finite-horizon',
  );
  await Promise.all(
    [...cases, lottery].flatMap((reference, i) =>
      (['causal', 'posterior'] as const).map(async (backup) => {
        const answer = await solved(reference, '--backup', backup);
        const expected = reference[backup];
        for (const key of ['Q', 'V', 'policy', 'marginals'] as const)
          expectClose(answer[key], expected[key], 1e-9, `${key} of case ${i}, ${backup}`);
        if (expected.logPartition !== undefined)
          expectClose(answer.logPartition, expected.logPartition, 1e-9, `logPartition of case ${i}`);
      }),
    ),
  );
});

test('temperature 0 is ordinary dynamic programming: the printed grid', async () => {
  const reference = golden<{ optimalValue: number[] }>('sutton-gridworld');
  const answer = await solved({ ...reference, temperature: 0 });
  expectClose(answer.V, reference.optimalValue, 1e-8, 'V');
});

test('a case of a file, with its horizon and temperature replaced', async () => {
  const file = 'tests/golden/control-as-inference-finite-horizon.json';
  const { code, out } = await call(
    ['solve', file, '--case', '1', '--horizon', '2', '--gamma', '0.5', '--temperature', '2'],
    { home },
  );
  expect(code).toBe(0);
  const answer = JSON.parse(out);
  expect(answer.Q).toHaveLength(2);
  expect(answer.logPartition).toBeNull();
});

const chain = {
  nStates: 2,
  nActions: 1,
  transitions: [
    [0, 0, 1, 1],
    [1, 0, 1, 1],
  ],
  reward: [1, 2],
  initial: [1, 0],
  gamma: 0.5,
  temperature: 0,
};

test('a free round at gamma 1 has values, and no finite occupancy', async () => {
  const round = { nStates: 3, nActions: 1, initial: [1, 0, 0], gamma: 1, temperature: 0 };
  const transitions = [
    [0, 0, 1, 1],
    [1, 0, 0, 1],
    [2, 0, 2, 1],
  ];
  const answer = await solved({ ...round, transitions, reward: [0, 0, 0] });
  expectClose(answer.V, [0, 0, 0], 1e-12, 'V');
  expect(answer.occupancy).toBeNull();
});

test('closed forms: a chain for ever, with an end, and for two discounted steps', async () => {
  const [forEver, ending, twoSteps] = await Promise.all([
    solved(chain),
    solved({ ...chain, terminal: [1], gamma: 1 }),
    solved({ ...chain, horizon: 2 }),
  ]);
  expectClose(forEver.V, [3, 4], 1e-9, 'V');
  expectClose(forEver.occupancy, [1, 1], 1e-9, 'occupancy');
  expectClose(ending.V, [3, 2], 1e-9, 'V with an end');
  expectClose(
    twoSteps.V,
    [
      [2, 3],
      [1, 2],
    ],
    1e-12,
    'V of two steps',
  );
});

test('bad input is refused with its place and exit code 1', async () => {
  const bad: [string, unknown, string][] = [
    [
      'sum',
      {
        ...chain,
        transitions: [
          [0, 0, 1, 0.9],
          [1, 0, 1, 1],
        ],
      },
      'transitions[0]',
    ],
    [
      'unknown state',
      {
        ...chain,
        transitions: [
          [0, 0, 1, 1],
          [1, 0, 7, 1],
        ],
      },
      'transitions[1]',
    ],
    [
      'negative',
      {
        ...chain,
        transitions: [
          [0, 0, 1, 1],
          [1, 0, 1, -1],
        ],
      },
      'transitions[1]',
    ],
    [
      'no number',
      {
        ...chain,
        transitions: [
          [0, 0, 1, 1],
          [1, 0, 1, null],
        ],
      },
      'transitions[1][3]',
    ],
    [
      'too few',
      {
        ...chain,
        transitions: [
          [0, 0, 1, 1],
          [1, 0, 1],
        ],
      },
      'transitions[1]',
    ],
    ['reward', { ...chain, reward: [1] }, 'reward'],
    ['reward row', { ...chain, reward: [[1], [1, 2]] }, 'reward[1]'],
    ['reward entry', { ...chain, reward: [1, null] }, 'reward[1]'],
    ['reward row entry', { ...chain, reward: [[1], ['x']] }, 'reward[1][0]'],
    ['initial', { ...chain, initial: [0.5, 0.2] }, 'initial'],
    ['prior', { ...chain, prior: [1, 1] }, 'prior'],
    ['temperature', { ...chain, temperature: -1 }, 'temperature'],
    ['no horizon', { ...chain, gamma: null }, 'horizon'],
    ['no MDP', [], ''],
  ];
  for (const [what, input, where] of bad)
    expect(() => solveJson(input), what).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where: where === '' ? null : where }),
    );
  const { code, out, err } = await call(['solve', '-', '--json'], {
    input: JSON.stringify({ ...chain, reward: [1] }),
    home,
  });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(JSON.parse(err).error).toMatchObject({ code: 'InvalidInput', where: 'reward' });
});

test('text that is no JSON, and a file that is not there', async () => {
  const [malformed, notANumber, missing] = await Promise.all([
    call(['solve', '-'], { input: '{"nStates": 2,', home }),
    call(['solve', '-'], { input: JSON.stringify(chain).replace('0.5', 'NaN'), home }),
    call(['solve', 'no/such/file.json'], { home }),
  ]);
  expect(malformed).toMatchObject({ code: 1, out: '' });
  expect(malformed.err).toContain('standard input is not JSON');
  expect(notANumber).toMatchObject({ code: 1, out: '' });
  expect(notANumber.err).toContain('no NaN');
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toContain('There is no file no/such/file.json');
});
