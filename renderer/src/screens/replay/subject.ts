/** Which run and which environment Replay is about: what the address names, or else the newest that there is. */
import type { EnvironmentRow, Run } from '../../../../core/contract/index.ts';

export interface Subject {
  readonly run: Run | null;
  readonly environment: EnvironmentRow | null;
}

interface Lab {
  readonly runs: readonly Run[];
  readonly environments: readonly EnvironmentRow[];
}

/** Runs that hold a policy, newest first: finished ones, and those of continuous worlds that have begun. */
export function playableRuns({ runs, environments }: Lab, finite: (row: EnvironmentRow) => boolean): Run[] {
  const continuous = new Set(environments.filter((row) => !finite(row)).map((row) => row.id));
  return runs
    .filter(
      (run) => run.status === 'finished' || (run.iteration > 0 && continuous.has(run.spec.environmentId)),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

/** `run=true` in the address stands for the policy of the true reward, which finite worlds alone have. */
export function replaySubject(
  lab: Lab,
  finite: (row: EnvironmentRow) => boolean,
  param: (name: string) => string | null,
): Subject {
  const of = (id: string | null | undefined) => lab.environments.find((row) => row.id === id) ?? null;
  const named = of(param('environment'));
  const truth = param('run') === 'true';
  const playable = playableRuns(lab, finite);
  const run = truth
    ? null
    : (lab.runs.find((one) => one.id === param('run')) ??
      playable.find((one) =>
        named === null ? of(one.spec.environmentId) : one.spec.environmentId === named.id,
      ) ??
      null);
  if (run) return { run, environment: of(run.spec.environmentId) };
  const known = lab.environments.filter((row) => row.demonstrations > 0);
  return { run: null, environment: named ?? known.find(finite) ?? (truth ? null : (known[0] ?? null)) };
}
