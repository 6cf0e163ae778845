import type { FourGoalsResult } from './four-goals.ts';
import type { LinearQuadraticResult } from './linear-quadratic.ts';

/** What is kept between runs, as JSON beside the figures. */
export interface Kept {
  readonly linearQuadratic: readonly LinearQuadraticResult[];
  readonly fourGoals: Omit<FourGoalsResult, 'paths' | 'maps'> | null;
}

const percent = (x: number) => `${(100 * x).toFixed(1)} %`;

/** docs/soft-q-learning.md. */
export function page({ linearQuadratic, fourGoals }: Kept): string {
  return [
    '# Soft Q-learning, measured',
    '',
    'Made by `npm run bench soft-q-learning`; the method is described in `core/forward/soft-q-learning/README.md`. Seconds are',
    'of processor time, on one core.',
    '',
    ...(linearQuadratic.length === 0 ? [] : linearQuadraticPart(linearQuadratic)),
    ...(fourGoals === null ? [] : fourGoalsPart(fourGoals)),
  ].join('\n');
}

function linearQuadraticPart(results: readonly LinearQuadraticResult[]): string[] {
  return [
    '## Against the closed form of linear-quadratic worlds',
    '',
    'Distance of the gain, of the policy’s standard deviation and of the soft value from the closed form, where',
    'episodes start: x ~ N(0, 0.5²), N(0, 0.2²) for the double integrator. They are cut after five steps, as by a time limit.',
    '',
    '| World | Gain | Standard deviation | Value | Steps | Seconds |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...results.map(
      ({ name, gain, deviation, value, steps, seconds }) =>
        `| ${name} | ${percent(gain)} | ${percent(deviation)} | ${percent(value)} | ${steps} | ${seconds} |`,
    ),
    '',
  ];
}

function fourGoalsPart({
  reached,
  missed,
  steps,
  seconds,
  meanReturn,
}: NonNullable<Kept['fourGoals']>): string[] {
  const [right, above, left, below] = reached;
  return [
    '## Four goals',
    '',
    `The multigoal task of Haarnoja, Tang, Abbeel and Levine (2017). After ${steps} steps (${seconds} s), of 100 episodes from the`,
    `start ${right} ended at the goal on the right, ${above} above, ${left} on the left, ${below} below, and ${missed} at none; mean return`,
    `${meanReturn.toFixed(1)}.`,
    '',
    '![Episodes of the learned policy](images/four-goals/paths.svg)',
    '',
    'Where several goals are equally near the policy keeps all ways: exp(Q/α) over actions (blue), and draws of the Stein',
    'sampler (orange). In the middle there are four modes, on the diagonals two, one for each of the nearest goals; the shares are',
    'as even as the learned Q is symmetric, which on the last of the three it is not quite.',
    '',
    '![Actions at points of symmetry](images/four-goals/actions.svg)',
    '',
  ];
}
