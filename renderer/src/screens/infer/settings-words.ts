/** Settings as label and value, in the order of their definition. */
import type { SettingsDefinition } from '../../../../core/base/settings.ts';

/** Choices by their label, numbers as `show` writes them. */
export function settingsInWords(
  definition: SettingsDefinition,
  values: Readonly<Record<string, string | number>>,
  show: (value: number) => string,
): [label: string, value: string][] {
  return Object.entries(definition).map(([key, setting]) => {
    const value = values[key];
    if (setting.kind === 'number') return [setting.label, show(Number(value))];
    const option = setting.options.find((one) => one.value === value);
    return [setting.label, option?.label ?? String(value)];
  });
}
