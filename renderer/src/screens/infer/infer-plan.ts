/** From the answers to the three questions to a run, with a sensible answer wherever none was given. */
import {
  type Algorithm,
  algorithms,
  type Dataset,
  type EnvironmentRow,
  isFiniteEnvironment,
  isInverse,
  type Run,
  type RunSpec,
} from '../../../../core/contract/index.ts';
import { counted } from '../../charts/format.ts';
import type { AllSettings } from './all-settings.ts';
import { methodIn } from './methods.ts';
import { clashes } from './settings-rules.ts';

/** What was answered; null where the default is to serve. */
export interface Answers {
  /** The method that was asked for; where it cannot work, the default of its family serves. */
  readonly algorithm: Algorithm;
  /** A dataset that exists, or one made of every kept demonstration of an environment. */
  readonly source: 'dataset' | 'kept';
  /** Forward methods: the environment's own reward, or one that a run recovered. */
  readonly rewardOf: 'environment' | 'run';
  readonly datasetId: string | null;
  readonly environmentId: string | null;
  readonly sourceRunId: string | null;
  readonly settings: AllSettings;
  readonly seed: number;
}

/** What the lab file offers. */
export interface Offer {
  readonly datasets: readonly Dataset[];
  readonly environments: readonly EnvironmentRow[];
  readonly runs: readonly Run[];
  /** Whether an environment pays a reward that is known. */
  readonly knowsReward: (environment: EnvironmentRow) => boolean;
}

/** The answers with every default filled in; null where the lab offers nothing. */
export interface Choice {
  readonly source: 'dataset' | 'kept';
  readonly rewardOf: 'environment' | 'run';
  readonly dataset: Dataset | null;
  readonly environment: EnvironmentRow | null;
  readonly sourceRun: Run | null;
  /** The method that will run. */
  readonly algorithm: Algorithm;
}

export type Plan =
  | {
      readonly kind: 'ready';
      readonly algorithm: Algorithm;
      readonly environmentId: string;
      /** Null: make a dataset of the kept demonstrations first (inverse methods), or none is needed (forward ones). */
      readonly datasetId: string | null;
      readonly sourceRunId: string | null;
      /** What pressing the button does. */
      readonly sentence: string;
    }
  | {
      readonly kind: 'blocked';
      readonly reason: string;
      /** Where it can be put right. */
      readonly next: 'record' | 'environments' | 'here';
    };

const newest = <T extends { readonly createdAt: number }>(rows: readonly T[]): T | null =>
  rows.reduce<T | null>((best, row) => (best && best.createdAt >= row.createdAt ? best : row), null);

/**
 * Runs whose reward can be solved. Methods that sweep over the states of a finite world take a table of rewards, which
 * guided cost learning has not.
 */
export function solvableRuns({ runs, environments }: Pick<Offer, 'runs' | 'environments'>): Run[] {
  const finite = new Set(environments.filter(isFiniteEnvironment).map(({ id }) => id));
  return runs.filter(
    ({ spec, iteration }) =>
      isInverse(spec) &&
      iteration > 0 &&
      !(spec.algorithm === 'guided-cost-learning' && finite.has(spec.environmentId)),
  );
}

/** Fills in what was not answered: the newest dataset, the environment with most demonstrations, the newest run. */
export function choose(answers: Answers, offer: Offer): Choice {
  const dataset = offer.datasets.find((row) => row.id === answers.datasetId) ?? newest(offer.datasets);
  const demonstrated = offer.environments.filter((row) => row.demonstrations > 0);
  const mostDemonstrated = [...demonstrated].sort((a, b) => b.demonstrations - a.demonstrations)[0] ?? null;
  const source = dataset ? answers.source : 'kept';
  const byId = (id: string | null | undefined) => offer.environments.find((row) => row.id === id) ?? null;
  const asked = byId(answers.environmentId);
  if (algorithms[answers.algorithm].learnsFrom === 'reward') {
    const runs = solvableRuns(offer);
    const sourceRun = runs.find((run) => run.id === answers.sourceRunId) ?? newest(runs);
    const { rewardOf } = answers;
    const environment =
      rewardOf === 'run' && sourceRun
        ? byId(sourceRun.spec.environmentId)
        : (asked ?? mostDemonstrated ?? offer.environments[0] ?? null);
    return {
      source,
      rewardOf,
      dataset,
      sourceRun,
      environment,
      algorithm: methodIn(answers.algorithm, environment),
    };
  }
  const environment =
    source === 'dataset'
      ? byId(dataset?.environmentId)
      : asked && asked.demonstrations > 0
        ? asked
        : mostDemonstrated;
  const algorithm = methodIn(answers.algorithm, environment);
  return { source, rewardOf: answers.rewardOf, dataset, sourceRun: null, environment, algorithm };
}

/** What pressing the button would do, or why it cannot. `settingsValid` says whether everything typed is in range. */
export function planOf(answers: Answers, offer: Offer, settingsValid: boolean): Plan {
  const choice = choose(answers, offer);
  if (offer.environments.length === 0)
    return { kind: 'blocked', next: 'environments', reason: 'There is no environment yet.' };
  if (!settingsValid)
    return { kind: 'blocked', next: 'here', reason: 'A setting is out of its range; it is marked in red.' };
  const clash = Object.values(clashes(choice.algorithm, answers.settings))[0];
  if (clash) return { kind: 'blocked', next: 'here', reason: clash };
  return algorithms[choice.algorithm].learnsFrom === 'reward'
    ? forwardPlan(choice, offer)
    : inversePlan(choice);
}

function forwardPlan({ algorithm, rewardOf, sourceRun, environment }: Choice, offer: Offer): Plan {
  const blocked = (reason: string): Plan => ({ kind: 'blocked', next: 'here', reason });
  if (rewardOf === 'run' && !sourceRun)
    return blocked('No run has recovered a reward yet: solve that of an environment.');
  if (!environment) return blocked('The environment of that run has been deleted.');
  if (rewardOf === 'environment' && !offer.knowsReward(environment))
    return blocked(`Nobody knows the reward of ${environment.name}: solve one that a run recovered.`);
  const whose = rewardOf === 'environment' ? 'the true reward' : `the reward of “${sourceRun?.name}”`;
  const verb = algorithm === 'soft-solve' ? 'Finds the best policy for' : 'Learns a policy for';
  return {
    kind: 'ready',
    algorithm,
    environmentId: environment.id,
    datasetId: null,
    sourceRunId: rewardOf === 'run' ? (sourceRun?.id ?? null) : null,
    sentence: `${verb} ${whose} in ${environment.name}.`,
  };
}

function inversePlan({ algorithm, source, dataset, environment }: Choice): Plan {
  if (!environment)
    return { kind: 'blocked', next: 'record', reason: 'There are no demonstrations yet: record some first.' };
  const count = source === 'dataset' ? (dataset?.demonstrations ?? 0) : environment.demonstrations;
  return {
    kind: 'ready',
    algorithm,
    environmentId: environment.id,
    datasetId: source === 'dataset' ? (dataset?.id ?? null) : null,
    sourceRunId: null,
    sentence: `Recovers the reward that explains ${counted(count, 'demonstration')} of ${environment.name}.`,
  };
}

/** A name that no run has yet: `wanted`, or `wanted, 2` and so on. */
export function freeName(wanted: string, runs: readonly Pick<Run, 'name'>[]): string {
  const taken = new Set(runs.map((run) => run.name));
  if (!taken.has(wanted)) return wanted;
  let count = 2;
  while (taken.has(`${wanted}, ${count}`)) count++;
  return `${wanted}, ${count}`;
}

/** What a run is called that nobody named: its data and its method. */
export function defaultName(spec: RunSpec, offer: Offer): string {
  const named = (rows: readonly { readonly id: string; readonly name: string }[], id: string | null) =>
    rows.find((row) => row.id === id)?.name;
  const { short } = algorithms[spec.algorithm];
  const what = isInverse(spec)
    ? (named(offer.datasets, spec.datasetId) ?? 'a dataset')
    : (named(offer.runs, spec.sourceRunId) ?? named(offer.environments, spec.environmentId) ?? 'a world');
  return freeName(`${short} of ${what}`.slice(0, 180), offer.runs);
}

/** The spec of a plan whose dataset exists. */
export function specOf(
  answers: Answers,
  plan: Extract<Plan, { kind: 'ready' }>,
  datasetId: string | null,
): RunSpec {
  const { algorithm, environmentId, sourceRunId } = plan;
  const { seed } = answers;
  const settings = answers.settings[algorithm];
  if (algorithms[algorithm].learnsFrom === 'demonstrations') {
    if (datasetId === null) throw new Error('A run from demonstrations needs a dataset.');
    return { algorithm, environmentId, datasetId, settings, seed } as RunSpec;
  }
  if (algorithm === 'soft-solve') {
    const reward = sourceRunId === null ? ('true' as const) : ('recovered' as const);
    const solve = { ...answers.settings['soft-solve'], reward };
    return { algorithm, environmentId, sourceRunId, settings: solve, seed };
  }
  return { algorithm, environmentId, sourceRunId, settings, seed } as RunSpec;
}

/** One spec for each of `count` seeds that follow one another. */
export const withSeeds = (spec: RunSpec, count: number): RunSpec[] =>
  Array.from({ length: count }, (_, k) => ({ ...spec, seed: (spec.seed + k) % 2 ** 32 }));
