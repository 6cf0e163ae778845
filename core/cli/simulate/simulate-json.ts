import { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import type { FiniteEnvironment, Simulation } from '../../environments/index.ts';
import { finite } from '../json/nested.ts';
import { parseWith } from '../json/read-json.ts';
import { environmentOf } from './environment-of.ts';

const numbers = z.array(z.number());

/** Fields beyond these are passed over, so that a recording can be given as it is. */
const simulateInput = z.object({
  environment: z.union([z.string(), z.record(z.string(), z.unknown())]),
  /** Where to start; left out: drawn by the seed. */
  state: z.union([numbers, z.number()]).nullish(),
  /** A recording's states: their first is where to start. */
  states: z.array(numbers).min(1).nullish(),
  seed: z.int().min(0).max(0xffff_ffff).nullish(),
  actions: z.array(z.union([numbers, z.number()])).max(1_000_000),
});

type Outcome = Record<'observations' | 'states', number[][]> & {
  rewards: number[];
  terminated: boolean[];
  truncated: boolean[];
};

const stateOf = (environment: Simulation | FiniteEnvironment): number[] =>
  typeof environment.state === 'number' ? [environment.state] : Array.from(environment.state, finite);

/**
 * Takes the actions of a JSON input one after another; see `apprentice simulate --help`. Stops where the episode ends.
 *
 * @throws LabError InvalidInput pointing at the entry, e.g. `actions[3]`; NotFound for an unknown id; NonFinite
 */
export async function simulateJson(json: unknown): Promise<Record<string, unknown>> {
  const input = parseWith(simulateInput, json);
  const environment = await environmentOf(input.environment);
  const seed = input.seed ?? 0;
  const start = input.state ?? input.states?.[0] ?? null;
  const first = start === null ? environment.reset(seed) : environment.resetTo([start].flat(), seed);
  const outcome: Outcome = {
    observations: [Array.from(first)],
    states: [stateOf(environment)],
    rewards: [],
    terminated: [],
    truncated: [],
  };
  let t = 0;
  let ended = false;
  for (; t < input.actions.length && !ended; t++) {
    const result = placed(`actions[${t}]`, () => environment.step([input.actions[t]!].flat()));
    outcome.observations.push(Array.from(result.observation));
    outcome.states.push(stateOf(environment));
    outcome.rewards.push(finite(result.reward));
    outcome.terminated.push(result.terminated);
    outcome.truncated.push(result.truncated);
    ended = result.terminated || result.truncated;
  }
  return { ...outcome, steps: t, actionsLeft: input.actions.length - t };
}

/** A failure of one action points at that action. */
function placed<T>(where: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { code, message, kept, remedy } = error;
    throw new LabError(code, message, {
      where,
      ...(kept === null ? {} : { kept }),
      ...(remedy === null ? {} : { remedy }),
      cause: error,
    });
  }
}
