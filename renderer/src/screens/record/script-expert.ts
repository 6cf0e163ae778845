/** Who can drive a continuous environment by itself: experts written for it, and policies that earlier runs learned. */
import type { ExpertSource, Run } from '../../../../core/contract/index.ts';
import { type ContinuousSpec, expertsOf } from '../../../../core/environments/index.ts';

export interface DriverChoice {
  /** `script:…` or `run:…`. */
  readonly value: string;
  readonly label: string;
  readonly help: string;
}

export interface ScriptForm {
  readonly driver: string;
  readonly noise: number;
  readonly temperature: number;
  readonly choosing: 'sample' | 'mode';
  readonly episodes: number;
  readonly seed: number;
}

export const scriptDefaults: ScriptForm = {
  driver: '',
  noise: 0.05,
  temperature: 0.1,
  choosing: 'sample',
  episodes: 20,
  seed: 1,
};

/** How far the soft-optimal expert looks ahead; the others do not heed it. */
const discount = 0.99;

/** All drivers of an environment: its experts, best first, then its finished runs, newest first. */
export function driversOf(spec: ContinuousSpec, environmentId: string, runs: readonly Run[]): DriverChoice[] {
  const scripts = expertsOf(spec).map(({ id, name, description }) => ({
    value: `script:${id}`,
    label: name,
    help: description,
  }));
  const learned = runs
    .filter((run) => run.status === 'finished' && run.spec.environmentId === environmentId)
    .map((run) => ({
      value: `run:${run.id}`,
      label: `Policy of ${run.name}`,
      help: 'What this run learned drives, so that its behaviour can be compared or learned from.',
    }));
  return [...scripts, ...learned];
}

/** The form as what the core is asked for. */
export function sourceOf({ driver, noise, temperature, choosing }: ScriptForm): ExpertSource {
  const [kind, id] = [driver.slice(0, driver.indexOf(':')), driver.slice(driver.indexOf(':') + 1)];
  if (kind === 'run') return { kind: 'expert', expert: 'policy', runId: id, choosing };
  return { kind: 'expert', expert: 'scripted', script: id, noise, temperature, discount };
}

export const isScriptForm = (value: unknown): value is ScriptForm =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as ScriptForm).driver === 'string' &&
  ['sample', 'mode'].includes((value as ScriptForm).choosing) &&
  ['noise', 'temperature', 'episodes', 'seed'].every((key) =>
    Number.isFinite((value as unknown as Record<string, unknown>)[key]),
  );
