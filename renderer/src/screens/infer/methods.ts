/** The methods as the second question offers them: in words, and whether they work in a world. */
import {
  type Algorithm,
  algorithmIds,
  algorithms,
  type EnvironmentRow,
  isFiniteEnvironment,
} from '../../../../core/contract/index.ts';

export type Family = (typeof algorithms)[Algorithm]['learnsFrom'];

export const families: readonly { readonly id: Family; readonly title: string; readonly help: string }[] = [
  {
    id: 'demonstrations',
    title: 'From demonstrations',
    help: 'Recover the reward that explains what was shown.',
  },
  { id: 'reward', title: 'From a reward', help: 'Find the policy that a reward asks for.' },
];

/** When to choose a method, what it needs and what it gives. */
export interface MethodWords {
  readonly when: string;
  readonly needs: string;
  readonly gives: string;
}

export const methodWords: Readonly<Record<Algorithm, MethodWords>> = {
  'maxent-irl': {
    when: 'The first choice where states can be counted: exact, fast, and it says what the data identifies.',
    needs: 'A dataset of a finite world.',
    gives: 'A reward, its policy, and what is identified.',
  },
  'deep-maxent-irl': {
    when: 'When a weighted sum of features cannot express the reward, as with thresholds and combinations.',
    needs: 'A dataset of a finite world whose features describe its states.',
    gives: 'A reward and its policy; another seed may find another reward.',
  },
  'guided-cost-learning': {
    when: 'The choice for continuous worlds, and for any world that can only be played.',
    needs: 'A dataset; minutes of training.',
    gives: 'A reward network and the policy that acts by it.',
  },
  'soft-solve': {
    when: 'The first choice where states can be counted: exact, in moments.',
    needs: 'A finite world with a known reward, or a run that recovered a table of rewards.',
    gives: 'The soft-optimal policy and its values.',
  },
  'soft-actor-critic': {
    when: 'The first choice for the reward of a continuous world: learns most from each step.',
    needs: 'A world that pays a reward, or a run that recovered one.',
    gives: 'A policy.',
  },
  'soft-q-learning': {
    when: 'When several ways of acting are good and all of them are wanted.',
    needs: 'A world that pays a reward, or a run that recovered one.',
    gives: 'A policy of every good way.',
  },
  'soft-policy-gradient': {
    when: 'The first choice for learned rewards; and when steps are cheap and steady learning matters more than few of them.',
    needs: 'A world that pays a reward, or a run that recovered one.',
    gives: 'A policy.',
  },
};

/** The methods of one family, in the order in which they are offered. */
export const methodsOf = (family: Family): Algorithm[] =>
  algorithmIds.filter((id) => algorithms[id].learnsFrom === family);

/** Why a method cannot work in a world; null where it can, and while no world is chosen. */
export function unsuitable(algorithm: Algorithm, environment: EnvironmentRow | null): string | null {
  if (!environment || algorithms[algorithm].worlds === 'any' || isFiniteEnvironment(environment)) return null;
  return `Needs states that can be counted; ${environment.name} is continuous.`;
}

/** The method that serves where nobody chose, or where the chosen one cannot work. */
export const defaultMethod = (family: Family, environment: EnvironmentRow | null): Algorithm => {
  const continuous = environment !== null && !isFiniteEnvironment(environment);
  if (family === 'demonstrations') return continuous ? 'guided-cost-learning' : 'maxent-irl';
  return continuous ? 'soft-actor-critic' : 'soft-solve';
};

/**
 * The method that serves best for a reward that was learned. Such rewards are steep where nobody has been: the newest
 * episodes of a wide policy find their way in them more reliably than critics of old steps.
 */
export const methodForLearned = (environment: EnvironmentRow | null): Algorithm =>
  environment !== null && !isFiniteEnvironment(environment)
    ? 'soft-policy-gradient'
    : defaultMethod('reward', environment);

/** The wanted method where it works, else the default of its family. */
export const methodIn = (wanted: Algorithm, environment: EnvironmentRow | null): Algorithm =>
  unsuitable(wanted, environment) === null
    ? wanted
    : defaultMethod(algorithms[wanted].learnsFrom, environment);
