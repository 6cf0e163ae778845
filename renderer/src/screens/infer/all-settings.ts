/** The settings of every algorithm side by side, so that each keeps what was chosen for it. */
import { type Algorithm, algorithmIds, algorithms, type RunSpec } from '../../../../core/contract/index.ts';

export type SettingsFor<A extends Algorithm> = Extract<RunSpec, { algorithm: A }>['settings'];
export type AllSettings = { -readonly [A in Algorithm]: SettingsFor<A> };

/** Every setting of every algorithm at its default. */
export const defaultsOfAll = (): AllSettings =>
  Object.fromEntries(algorithmIds.map((id) => [id, algorithms[id].defaults()])) as AllSettings;

/** Whether an unknown value is the settings of an algorithm as it is today. */
export const areSettingsOf = (algorithm: Algorithm, value: unknown): boolean =>
  algorithms[algorithm].schema.safeParse(value).success;

export const isAlgorithm = (value: unknown): value is Algorithm => algorithmIds.some((id) => id === value);
