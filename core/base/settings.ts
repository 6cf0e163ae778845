/**
 * A small declarative language for the settings of an algorithm: one definition gives the schema that validates them,
 * the defaults, and the form on screen with a sentence for each.
 */
import { z } from 'zod';

interface Described {
  /** Short name on screen. */
  readonly label: string;
  /** One sentence: what it does and when to change it. */
  readonly help: string;
  /** Advanced settings are folded away on screen. */
  readonly level: 'basic' | 'advanced';
}

export interface NumberSetting extends Described {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** `integer` steps by one; `log` is shown on a logarithmic slider and needs min > 0. */
  readonly scale: 'integer' | 'linear' | 'log';
}

export interface ChoiceSetting<Value extends string = string> extends Described {
  readonly kind: 'choice';
  readonly default: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly help: string }[];
}

export type Setting = NumberSetting | ChoiceSetting;
export type SettingsDefinition = Readonly<Record<string, Setting>>;

/** The values that a definition describes. */
export type SettingsOf<D extends SettingsDefinition> = {
  -readonly [K in keyof D]: D[K] extends ChoiceSetting<infer Value> ? Value : number;
};

export const number = (setting: Omit<NumberSetting, 'kind'>): NumberSetting => ({
  kind: 'number',
  ...setting,
});

export const choice = <const Value extends string>(
  setting: Omit<ChoiceSetting<Value>, 'kind'>,
): ChoiceSetting<Value> => ({ kind: 'choice', ...setting });

/** The schema of one setting: its range or its options. */
function settingSchema(setting: Setting): z.ZodType {
  if (setting.kind === 'choice') return z.enum(setting.options.map((option) => option.value));
  const base = setting.scale === 'integer' ? z.int() : z.number();
  return base.min(setting.min).max(setting.max);
}

/** The strict schema of complete settings: every key present, in range, nothing else. NaN and infinities fail. */
export function settingsSchema<D extends SettingsDefinition>(definition: D): z.ZodType<SettingsOf<D>> {
  const shape = Object.fromEntries(
    Object.entries(definition).map(([key, setting]) => [key, settingSchema(setting)]),
  );
  return z.strictObject(shape) as unknown as z.ZodType<SettingsOf<D>>;
}

/** The default of every setting. */
export function defaultSettings<D extends SettingsDefinition>(definition: D): SettingsOf<D> {
  return Object.fromEntries(
    Object.entries(definition).map(([key, setting]) => [key, setting.default]),
  ) as SettingsOf<D>;
}
