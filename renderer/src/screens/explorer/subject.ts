/** Which world and which reward the explorer is at, as the address names them. */
import type { FiniteEnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { buildWorld, type FiniteWorld } from '../../../../core/mdp/index.ts';
import { worldOf } from '../../world/world-cache.ts';
import { lottery, type Preset, presets } from './presets.ts';

/** A world to explore: one of the lab's, or one that the explorer brings along. */
export interface Subject {
  /** `environment:ID` or `example:ID` */
  readonly key: string;
  /** Changes when the world is edited. */
  readonly version: number;
  readonly name: string;
  readonly world: FiniteWorld;
  /** Null for a world of the lab. */
  readonly preset: Preset | null;
  readonly environmentId: string | null;
}

const built = new Map<string, FiniteWorld>();

export function presetSubject(preset: Preset): Subject {
  const world = built.get(preset.id) ?? buildWorld(preset.spec);
  built.set(preset.id, world);
  return { key: `example:${preset.id}`, version: 0, name: preset.name, world, preset, environmentId: null };
}

export const environmentSubject = (row: FiniteEnvironmentRow): Subject => ({
  key: `environment:${row.id}`,
  version: row.updatedAt,
  name: row.name,
  world: worldOf(row),
  preset: null,
  environmentId: row.id,
});

/** The world that an address names; without one the first of the lab, in an empty lab the lottery. */
export function chooseSubject(
  environments: readonly FiniteEnvironmentRow[],
  runs: readonly Run[],
  named: {
    readonly environment: string | null;
    readonly example: string | null;
    readonly run: string | null;
  },
): Subject {
  const preset = presets.find(({ id }) => id === named.example);
  if (preset) return presetSubject(preset);
  const ofRun = runs.find(({ id }) => id === named.run)?.spec.environmentId;
  const row =
    environments.find(({ id }) => id === named.environment) ??
    environments.find(({ id }) => id === ofRun) ??
    environments[0];
  return row ? environmentSubject(row) : presetSubject(lottery);
}

/** The true reward; null when nobody knows it, or it is zero everywhere, which is how a file says that it names none. */
export const knownReward = ({ trueReward }: FiniteWorld): Float64Array | null =>
  trueReward?.some((r) => r !== 0) ? trueReward : null;

/** Finished runs that recovered a reward for this world, newest first. */
export const rewardRuns = (runs: readonly Run[], { environmentId }: Subject): readonly Run[] =>
  runs
    .filter(
      ({ status, spec }) =>
        status === 'finished' && spec.algorithm === 'maxent-irl' && spec.environmentId === environmentId,
    )
    .toSorted((a, b) => b.createdAt - a.createdAt);

/**
 * The run whose reward is explored: the one that the address names, else the true reward where it is known, else the
 * newest run. `true`: the true reward; null: there is none at all.
 */
export function chooseReward(
  subject: Subject,
  runs: readonly Run[],
  named: string | null,
): Run | 'true' | null {
  const run = runs.find(({ id }) => id === named);
  if (run) return run;
  return knownReward(subject.world) ? 'true' : (runs[0] ?? null);
}
