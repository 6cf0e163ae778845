/** What the tests of the store and of those who stand on it share: scratch labs with a clock that ticks by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../contract/index.ts';
import { type ContinuousSpec, continuousSpec } from '../environments/spec.ts';
import type { WorldSpec } from '../mdp/spec.ts';
import type { Lab, LabWriter, StepShape } from './api.ts';
import { contentHash } from './content-hash.ts';
import { openLab } from './open.ts';

/** A clock that moves a millisecond a call. */
export function tickingClock(): () => number {
  let time = 1_700_000_000_000;
  return () => time++;
}

/** A scratch folder, and what removes it. */
export function scratch(): { folder: string; clean: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'apprentice-'));
  return { folder, clean: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs `use` with a fresh lab in a scratch folder, and removes both. */
export function withLab<T>(use: (lab: Lab, path: string) => T): T {
  const { folder, clean } = scratch();
  const path = join(folder, 'scratch.lab');
  const lab = openLab({ path, mode: 'create', now: tickingClock() });
  const finish = () => {
    lab.close();
    clean();
  };
  let result: T;
  try {
    result = use(lab, path);
  } catch (thrown) {
    finish();
    throw thrown;
  }
  if (result instanceof Promise) return result.finally(finish) as T;
  finish();
  return result;
}

/** A published world, the shortest spec there is. */
export const smallWorld: WorldSpec = { kind: 'published', world: 'windy-gridworld', maxSteps: 50 };

/** A small continuous world whose episodes are short. */
export const smallArena: ContinuousSpec = continuousSpec.parse({ kind: 'navigation', maxSteps: 60 });

export const person: Source = { kind: 'person', name: 'Ada', device: 'keyboard' };

export const indexShape: StepShape = { dtype: 'i32', observationWidth: 1, actionWidth: 1 };

/** Made-up steps of a finite world; `observations` holds the one after the last step too. */
export function madeUpSteps(count: number, salt: number) {
  return {
    observations: Int32Array.from({ length: count + 1 }, (_, t) => (t * 7 + salt) % 70),
    actions: Int32Array.from({ length: count }, (_, t) => (t + salt) % 4),
    rewards: Float64Array.from({ length: count }, (_, t) => -1 + ((t * salt) % 3) / 7),
    times: Float32Array.from({ length: count }, (_, t) => t * 16.6),
  };
}

/** A take with made-up steps, recorded and accepted without a replay. */
export function keepMadeUp(
  writer: LabWriter,
  sessionId: string,
  count: number,
  about: { tags: readonly string[]; notes: string },
): string {
  const take = writer.nextTake(sessionId);
  const { id } = writer.createTake({ sessionId, take, seed: take, shape: indexShape });
  const steps = madeUpSteps(count, take + 1);
  writer.appendSteps({
    id,
    from: 0,
    ...steps,
    observations: steps.observations.subarray(0, count),
    finalObservation: steps.observations.subarray(count),
  });
  writer.acceptTake({
    id,
    return: steps.rewards.reduce((sum, reward) => sum + reward, 0),
    terminated: false,
    truncated: true,
    cadence: null,
    contentHash: contentHash(indexShape, { seed: take, ...steps }),
    ...about,
  });
  return id;
}
