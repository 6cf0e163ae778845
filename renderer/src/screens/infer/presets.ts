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
  return [{ ...usual, settings: defaults }, ...(presets ?? [])];
}

/** The preset that these settings are, number by number; null when they are none. */
export function presetOf(algorithm: Algorithm, settings: object): string | null {
  const now = new Map<string, unknown>(Object.entries(settings));
  const same = ({ settings: of }: SettingsPreset<object>) =>
    Object.entries(of()).every(([key, value]) => now.get(key) === value);
  return presetsOf(algorithm).find(same)?.id ?? null;
}

/** The sentence under the choice. */
export const presetWords = (algorithm: Algorithm, preset: string | null): string =>
  presetsOf(algorithm).find(({ id }) => id === preset)?.help ?? 'Changed by hand.';
