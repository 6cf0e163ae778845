/** Seeds in words, and runs that differ by nothing but their seed. */
import type { Algorithm, Run } from '../../../../core/contract/index.ts';

const training =
  'Decides everything that is left to chance; the same seed and settings give the same numbers.';
const holding =
  'Decides which demonstrations are held out; the same seed and settings give the same numbers.';

/** What a seed decides, for each method. */
export const seedHelp: Readonly<Record<Algorithm, string>> = {
  'maxent-irl': holding,
  'deep-maxent-irl':
    'Decides where the network starts and which demonstrations are held out; the same seed and settings give the same numbers.',
  'guided-cost-learning': training,
  'soft-solve': 'Kept with the run; the solver itself leaves nothing to chance.',
  'soft-actor-critic': training,
  'soft-q-learning': training,
  'soft-policy-gradient': training,
};

/** What a number of seeds means. */
export function seedsHelp(seed: number, count: number): string {
  if (count === 1) return 'More than one shows how much of the outcome is luck; they train side by side.';
  return `Seeds ${seed} to ${seed + count - 1}, side by side on the cores of this machine; their curves can be drawn together.`;
}

/** What goes behind the sentence that says what a press starts. */
export const runsWords = (count: number): string => (count === 1 ? '' : ` ${count} runs, a seed each.`);

/** The same for runs that differ by their seed alone. */
export function seedlessKey({ spec }: Pick<Run, 'spec'>): string {
  const { seed: _, settings, ...rest } = spec;
  // Settings keep no order between versions of a form.
  return JSON.stringify([rest, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** A run alone, or several that differ by their seed. */
export interface RunGroup {
  readonly key: string;
  readonly runs: readonly Run[];
}

/** Runs with those that differ by their seed alone brought together, each group where its first run stands. */
export function groupBySeed(runs: readonly Run[]): RunGroup[] {
  const byKey = new Map<string, Run[]>();
  for (const run of runs) {
    const key = seedlessKey(run);
    const group = byKey.get(key);
    if (group) group.push(run);
    else byKey.set(key, [run]);
  }
  return Array.from(byKey, ([key, members]) => ({ key, members })).flatMap(({ key, members }) => {
    const seeds = new Set(members.map(({ spec }) => spec.seed));
    // The same run repeated is no group: its members would be told apart by nothing.
    if (seeds.size < 2) return members.map((run) => ({ key: run.id, runs: [run] }));
    return [{ key, runs: [...members].sort((a, b) => a.spec.seed - b.spec.seed) }];
  });
}

/** The other runs of a run's group. */
export const siblingsOf = (run: Run, runs: readonly Run[]): Run[] => {
  const key = seedlessKey(run);
  return runs.filter(
    (other) => other.id !== run.id && other.spec.seed !== run.spec.seed && seedlessKey(other) === key,
  );
};
