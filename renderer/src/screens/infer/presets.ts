/** Settings to start from, and which of them are on screen. */
import { type Algorithm, algorithms, type SettingsPreset } from '../../../../core/contract/algorithms.ts';

const usual = {
  id: 'defaults',
  label: 'Defaults',
  help: 'Where most should begin; every setting says when to change it.',
};

/** What a method's settings can start from, the defaults first. */
export function presetsOf(algorithm: Algorithm): readonly SettingsPreset<object>[] {
  const { defaults, presets } = algorithms[algorithm];
  return [{ ...usual, settings: defaults, fromSteps: 0 }, ...(presets ?? [])];
}

/** The preset to begin with where episodes have so many steps; null steps: a world whose states can be counted. */
export function suggestedPreset(algorithm: Algorithm, steps: number | null): SettingsPreset<object> {
  const all = presetsOf(algorithm);
  return (steps === null ? null : all.findLast(({ fromSteps }) => steps >= fromSteps)) ?? all[0];
}

/** The preset that these settings are, number by number; null when they are none. */
export function presetOf(algorithm: Algorithm, settings: object): string | null {
  const now = new Map<string, unknown>(Object.entries(settings));
  const same = ({ settings: of }: SettingsPreset<object>) =>
    Object.entries(of()).every(([key, value]) => now.get(key) === value);
  return presetsOf(algorithm).find(same)?.id ?? null;
}

/** The sentence under the choice, and why it was made where nobody made it. */
export function presetWords(algorithm: Algorithm, preset: string | null, steps: number | null): string {
  const chosen = presetsOf(algorithm).find(({ id }) => id === preset);
  if (!chosen) return 'Changed by hand.';
  const suggested = chosen.fromSteps > 0 && suggestedPreset(algorithm, steps).id === chosen.id;
  return suggested ? `${chosen.help} Suggested here: episodes have up to ${steps} steps.` : chosen.help;
}
