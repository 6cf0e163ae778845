/** What the sliders say, and how an address says it. */
import type { FiniteMdp } from '../../../../core/mdp/index.ts';
import type { Params } from '../../lab/navigation.svelte.ts';

export interface Settings {
  /** T, number of actions. */
  readonly horizon: number;
  /** alpha, in units of reward. */
  readonly temperature: number;
  /** The action that the prior favours. */
  readonly habit: number;
  /** Share of the prior that falls to it; 0 is no prior. */
  readonly strength: number;
}

export const temperatureRange = { min: 0.01, max: 100 } as const;
/** A habit of strength 1 would forbid every other action. */
export const strongest = 0.99;
const longest = 200;
/** Numbers in one array [T*S*A]; keeps a solve below some tenths of a second and some tens of megabytes. */
const mostEntries = 2_000_000;

/** The longest horizon offered in a world. */
export function longestHorizon({ stateCount, actionCount }: FiniteMdp, maxSteps: number): number {
  const room = Math.floor(mostEntries / (stateCount * actionCount));
  return Math.max(1, Math.min(longest, room, maxSteps));
}

/** The settings that an address names; whatever it leaves out or gets wrong is as in `defaults`. */
export function readSettings(
  params: Params,
  defaults: Settings,
  limits: { readonly horizon: number; readonly actionCount: number },
): Settings {
  const number = (name: string, fallback: number, min: number, max: number) => {
    const value = params[name] === undefined ? fallback : Number(params[name]);
    return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
  };
  return {
    horizon: Math.round(number('T', defaults.horizon, 1, limits.horizon)),
    temperature: number('alpha', defaults.temperature, temperatureRange.min, temperatureRange.max),
    habit: Math.round(number('habit', defaults.habit, 0, limits.actionCount - 1)),
    strength: number('strength', defaults.strength, 0, strongest),
  };
}

/** The parameters of an address; null where the default serves. */
export function writeSettings(settings: Settings, defaults: Settings): Record<string, string | null> {
  const unless = (value: number, usual: number) => (value === usual ? null : String(value));
  return {
    T: unless(settings.horizon, defaults.horizon),
    alpha: unless(settings.temperature, defaults.temperature),
    habit: unless(settings.habit, defaults.habit),
    strength: unless(settings.strength, defaults.strength),
  };
}

/**
 * A prior that favours one action in every state: `A ((1 - w)/A + w [a = habit])`. Its weights average 1 rather than
 * sum to 1, so that at w = 0 it is no prior at all and values stay comparable as w grows; the policy is the same.
 *
 * @returns [S*A], or null at strength 0
 */
export function habitPrior({ stateCount, actionCount }: FiniteMdp, settings: Settings): Float64Array | null {
  const { habit, strength } = settings;
  if (strength === 0) return null;
  return Float64Array.from(
    { length: stateCount * actionCount },
    (_, i) => 1 - strength + (i % actionCount === habit ? strength * actionCount : 0),
  );
}
