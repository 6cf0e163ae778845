/** From the answers to the three questions to a run, with a sensible answer wherever none was given. */
import type { MaxEntSettings, SoftSolveSettings } from '../../../../core/contract/algorithms.ts';
import type { Dataset, FiniteEnvironmentRow, Run, RunSpec } from '../../../../core/contract/index.ts';
import { counted } from '../../charts/format.ts';

/** What was answered; null where the default is to serve. */
export interface Answers {
  readonly algorithm: RunSpec['algorithm'];
  /** A dataset that exists, or one made of every kept demonstration of an environment. */
  readonly source: 'dataset' | 'kept';
  readonly datasetId: string | null;
  readonly environmentId: string | null;
  readonly sourceRunId: string | null;
  readonly maxent: MaxEntSettings;
  readonly soft: SoftSolveSettings;
  readonly seed: number;
}

/** What the lab file offers. */
export interface Offer {
  readonly datasets: readonly Dataset[];
  readonly environments: readonly FiniteEnvironmentRow[];
  readonly runs: readonly Run[];
}

/** The answers with every default filled in; null where the lab offers nothing. */
export interface Choice {
  readonly source: 'dataset' | 'kept';
  readonly dataset: Dataset | null;
  readonly environment: FiniteEnvironmentRow | null;
  readonly sourceRun: Run | null;
}

export type Plan =
  | {
      readonly kind: 'ready';
      readonly environmentId: string;
      /** Null: make a dataset of the kept demonstrations first (MaxEnt IRL), or none is needed (soft solve). */
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

/** Runs whose reward can be solved. */
export const solvableRuns = (runs: readonly Run[]): Run[] =>
  runs.filter((run) => run.spec.algorithm === 'maxent-irl' && run.iteration > 0);

/** Fills in what was not answered: the newest dataset, the environment with most demonstrations, the newest run. */
export function choose(answers: Answers, offer: Offer): Choice {
  const dataset = offer.datasets.find((row) => row.id === answers.datasetId) ?? newest(offer.datasets);
  const demonstrated = offer.environments.filter((row) => row.demonstrations > 0);
  const mostDemonstrated = [...demonstrated].sort((a, b) => b.demonstrations - a.demonstrations)[0] ?? null;
  const source = dataset ? answers.source : 'kept';
  const asked = offer.environments.find((row) => row.id === answers.environmentId) ?? null;
  if (answers.algorithm === 'soft-solve') {
    const runs = solvableRuns(offer.runs);
    const sourceRun = runs.find((run) => run.id === answers.sourceRunId) ?? newest(runs);
    const recovered = answers.soft.reward === 'recovered';
    const own = offer.environments.find((row) => row.id === sourceRun?.spec.environmentId) ?? null;
    const fallback = asked ?? mostDemonstrated ?? offer.environments[0] ?? null;
    return { source, dataset, sourceRun, environment: recovered && sourceRun ? own : fallback };
  }
  const environment =
    source === 'dataset'
      ? (offer.environments.find((row) => row.id === dataset?.environmentId) ?? null)
      : asked && asked.demonstrations > 0
        ? asked
        : mostDemonstrated;
  return { source, dataset, sourceRun: null, environment };
}

/** What pressing the button would do, or why it cannot. `settingsValid` says whether everything typed is in range. */
export function planOf(answers: Answers, offer: Offer, settingsValid: boolean): Plan {
  const { source, dataset, environment, sourceRun } = choose(answers, offer);
  if (offer.environments.length === 0)
    return { kind: 'blocked', next: 'environments', reason: 'There is no environment yet.' };
  if (!settingsValid)
    return { kind: 'blocked', next: 'here', reason: 'A setting is out of its range; it is marked in red.' };
  const clash = Object.values(clashes(answers))[0];
  if (clash) return { kind: 'blocked', next: 'here', reason: clash };
  if (answers.algorithm === 'soft-solve') {
    if (answers.soft.reward === 'recovered' && !sourceRun)
      return {
        kind: 'blocked',
        next: 'here',
        reason: 'No run has recovered a reward yet: solve the true one.',
      };
    if (!environment)
      return { kind: 'blocked', next: 'here', reason: 'The environment of that run has been deleted.' };
    const whose = answers.soft.reward === 'true' ? 'the true reward' : `the reward of “${sourceRun?.name}”`;
    return {
      kind: 'ready',
      environmentId: environment.id,
      datasetId: null,
      sourceRunId: answers.soft.reward === 'recovered' ? (sourceRun?.id ?? null) : null,
      sentence: `Finds the best policy for ${whose} in ${environment.name}.`,
    };
  }
  if (!environment)
    return { kind: 'blocked', next: 'record', reason: 'There are no demonstrations yet: record some first.' };
  const count = source === 'dataset' ? (dataset?.demonstrations ?? 0) : environment.demonstrations;
  return {
    kind: 'ready',
    environmentId: environment.id,
    datasetId: source === 'dataset' ? (dataset?.id ?? null) : null,
    sourceRunId: null,
    sentence: `Recovers the reward that explains ${counted(count, 'demonstration')} of ${environment.name}.`,
  };
}

/** Settings that are each in range but do not go together, by key. */
export function clashes(answers: Pick<Answers, 'algorithm' | 'maxent'>): Record<string, string> {
  const { model, horizonKind } = answers.maxent;
  if (answers.algorithm === 'maxent-irl' && model === 'posterior' && horizonKind === 'discounted')
    return { horizonKind: 'The posterior model needs a finite horizon; the causal one takes both.' };
  return {};
}

/** The settings that the others make meaningless; they are not shown. */
export function hiddenSettings(answers: Pick<Answers, 'algorithm' | 'maxent' | 'soft'>): string[] {
  if (answers.algorithm === 'soft-solve')
    return answers.soft.method === 'value-iteration' ? ['temperature'] : [];
  const hidden: string[] = [];
  if (answers.maxent.horizonKind === 'finite') hidden.push('discount');
  if (answers.maxent.optimiser === 'lbfgs') hidden.push('stepSize');
  return hidden;
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
  const wanted =
    spec.algorithm === 'maxent-irl'
      ? `MaxEnt IRL of ${named(offer.datasets, spec.datasetId) ?? 'a dataset'}`
      : `Solution of ${named(offer.runs, spec.sourceRunId) ?? named(offer.environments, spec.environmentId) ?? 'a world'}`;
  return freeName(wanted.slice(0, 190), offer.runs);
}

/** The spec of a plan whose dataset exists. */
export function specOf(
  answers: Answers,
  plan: Extract<Plan, { kind: 'ready' }>,
  datasetId: string | null,
): RunSpec {
  const { environmentId, sourceRunId } = plan;
  const { seed } = answers;
  if (answers.algorithm === 'soft-solve')
    return { algorithm: 'soft-solve', environmentId, sourceRunId, settings: answers.soft, seed };
  if (datasetId === null) throw new Error('A run of MaxEnt IRL needs a dataset.');
  return { algorithm: 'maxent-irl', environmentId, datasetId, settings: answers.maxent, seed };
}
