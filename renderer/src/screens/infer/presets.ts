/** Settings to start from, and which of them are on screen. */
import {
  type Algorithm,
  algorithms,
  type SettingsPreset,
  type SettingsUse,
} from '../../../../core/contract/algorithms.ts';

const usual = {
  id: 'defaults',
  label: 'Defaults',
  help: 'Where most should begin; every setting says when to change it.',
  suits: () => true,
  because: '',
};

/** What a method's settings can start from, the defaults first. */
export function presetsOf(algorithm: Algorithm): readonly SettingsPreset<object>[] {
  const { defaults, presets } = algorithms[algorithm];
  return [{ ...usual, settings: defaults }, ...(presets ?? [])];
}

/** The preset to begin with. */
export function suggestedPreset(algorithm: Algorithm, use: SettingsUse): SettingsPreset<object> {
  const all = presetsOf(algorithm);
  return all.findLast(({ suits }) => suits(use)) ?? all[0];
}

/** The preset that these settings are, number by number; null when they are none. */
export function presetOf(algorithm: Algorithm, settings: object): string | null {
  const now = new Map<string, unknown>(Object.entries(settings));
  const same = ({ settings: of }: SettingsPreset<object>) =>
    Object.entries(of()).every(([key, value]) => now.get(key) === value);
  return presetsOf(algorithm).find(same)?.id ?? null;
}

/** The sentence under the choice, and why it is the one proposed. */
export function presetWords(algorithm: Algorithm, preset: string | null, use: SettingsUse): string {
  const chosen = presetsOf(algorithm).find(({ id }) => id === preset);
  if (!chosen) return 'Changed by hand.';
  const { help, because } = chosen;
  const proposed = because !== '' && suggestedPreset(algorithm, use).id === chosen.id;
  return proposed ? `${help} Proposed here: ${because}.` : help;
}
