/** What the settings form needs to know of a definition: order, folding, and which values stray from the defaults. */
import type { Setting, SettingsDefinition } from '../../../core/base/settings.ts';

export type SettingValues = Record<string, string | number>;

/** The keys of one level, in the order of the definition, without the hidden ones. */
export function keysOf(
  definition: SettingsDefinition,
  level: Setting['level'],
  hidden: readonly string[],
): string[] {
  return Object.keys(definition).filter((key) => definition[key].level === level && !hidden.includes(key));
}

/** How many of these keys differ from their defaults. */
export function changedCount(
  definition: SettingsDefinition,
  values: Readonly<SettingValues>,
  keys: readonly string[],
): number {
  return keys.filter((key) => values[key] !== definition[key].default).length;
}
