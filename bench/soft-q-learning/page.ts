import type { FourGoalsResult } from './four-goals.ts';
import { type LinearQuadraticResult, linearQuadraticNames } from './linear-quadratic.ts';

/** What is kept between runs, as JSON beside the figures. */
export interface Kept {
  readonly linearQuadratic: readonly LinearQuadraticResult[];
  readonly fourGoals: readonly Omit<FourGoalsResult, 'paths' | 'maps'>[];
}

const percent = (x: number) => (100 * x).toFixed(1);

/** docs/soft-q-learning.md. */
export function page({ linearQuadratic, fourGoals }: Kept): string {
  return [
    '# Soft Q-learning, measured',
    '',
    'Made by `npm run bench soft-q-learning`; the method is described in `core/forward/soft-q-learning/README.md`. Seconds are',
    'of processor time, on one core.',
    '',
    ...(linearQuadratic.length === 0 ? [] : linearQuadraticPart(linearQuadratic)),
    ...(fourGoals.length === 0 ? [] : fourGoalsPart(fourGoals)),
  ].join('\n');
}

function linearQuadraticPart(results: readonly LinearQuadraticResult[]): string[] {
  const rows = linearQuadraticNames.flatMap((world) => {
    const seeds = results.filter(({ name }) => name === world);
    if (seeds.length === 0) return [];
    const each = (of: (one: LinearQuadraticResult) => number) =>
      `${seeds.map((one) => percent(of(one))).join(' / ')} %`;
    const [{ steps }] = seeds;
    const seconds = Math.round(seeds.reduce((sum, one) => sum + one.seconds, 0) / seeds.length);
    const [gain, deviation, value] = [
      each((one) => one.gain),
      each((one) => one.deviation),
      each((one) => one.value),
    ];
    return [`| ${world} | ${gain} | ${deviation} | ${value} | ${steps} | ${seconds} |`];
  });
  return [
    '## Against the closed form of linear-quadratic worlds',
    '',
    'Distance of the gain, of the policy’s standard deviation and of the soft value from the closed form, for seeds 1, 2 and 3,',
    'where episodes start: x ~ N(0, 0.5²). They are cut after five steps, those of the double integrator after fifteen, as by a',
    'time limit.',
    '',
    '| World | Gain | Standard deviation | Value | Steps | Seconds |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    'Of the double integrator only V is hard: at γ = 0.99 what Q misses in the mean of a step returns a hundredfold. Asked are a',
    'gain within 10 %, a deviation within 15 % and a value within 5 %; where a value is further off, in the table, that is not met.',
    '',
  ];
}

function fourGoalsPart(results: Kept['fourGoals']): string[] {
  const [{ steps, seconds, seed: first }] = results;
  return [
    '## Four goals',
    '',
    `The multigoal task of Haarnoja, Tang, Abbeel and Levine (2017). After ${steps} steps (${seconds} s), where 100 episodes from the`,
    'start ended:',
    '',
    '| Seed | Right | Above | Left | Below | At none | Mean return |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...results.map(
      ({ seed, reached, missed, meanReturn }) =>
        `| ${seed} | ${reached.join(' | ')} | ${missed} | ${meanReturn.toFixed(1)} |`,
    ),
    '',
    'Random actions are held for four steps on average. Drawn anew each step they reached only three goals on seed 2, and the policy',
    'never tried the fourth.',
    '',
    `![Episodes of the learned policy, seed ${first}](images/four-goals/paths.svg)`,
    '',
    'Where several goals are equally near the policy keeps all ways: exp(Q/α) over actions (blue), and draws of the Stein',
    'sampler (orange). In the middle there are four modes, on the diagonals two, one for each of the nearest goals; the shares are',
    'as even as the learned Q is symmetric, which it is not quite.',
    '',
    '![Actions at points of symmetry](images/four-goals/actions.svg)',
    '',
  ];
}
