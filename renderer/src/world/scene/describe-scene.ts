/** A continuous world in words: labels, spaces, and the numbers at one moment. */
import type { BoxSpace, Space } from '../../../../core/environments/index.ts';
import { figure } from '../format.ts';

export interface NamedValue {
  readonly name: string;
  /** The value with its unit. */
  readonly text: string;
}

/** `angular velocity (rad/s)` as its name and its unit. */
export function labelParts(label: string): { readonly name: string; readonly unit: string } {
  const found = /^(.*?)\s*\(([^()]*)\)$/.exec(label);
  return found ? { name: found[1], unit: found[2] } : { name: label, unit: '' };
}

/** Fixed to hundredths below a hundred, so that figures that change thirty times a second keep their places. */
export function steady(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 100) return figure(value);
  return (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '\u2212');
}

/** The first numbers of a vector under their labels, and how many more there are. */
export function namedValues(
  labels: readonly string[],
  values: ArrayLike<number>,
  most: number,
): { readonly shown: NamedValue[]; readonly more: number } {
  const shown = labels.slice(0, most).map((label, i) => {
    const { name, unit } = labelParts(label);
    return { name, text: `${steady(values[i])}${unit ? `\u202f${unit}` : ''}` };
  });
  return { shown, more: Math.max(0, labels.length - most) };
}

/** An action in words: the name of a choice, or the numbers of a vector. */
export function actionText(space: Space, action: ArrayLike<number>): string {
  if (space.kind === 'discrete') return space.labels[action[0]] ?? `action ${action[0]}`;
  return namedValues(space.labels, action, 6)
    .shown.map(({ name, text }) => `${name} ${text}`)
    .join(', ');
}

/** `position −0.12 m, velocity 0.30 m/s`. */
export const valuesText = (labels: readonly string[], values: ArrayLike<number>, most: number): string => {
  const { shown, more } = namedValues(labels, values, most);
  const words = shown.map(({ name, text }) => `${name} ${text}`).join(', ');
  return more > 0 ? `${words} and ${more} more numbers` : words;
};

const bound = (value: number) => figure(value);

/** The range of one number of a box: `−1 to 1`, `any number`. */
export function rangeText(space: BoxSpace, i: number): string {
  const low = space.low[i];
  const high = space.high[i];
  if (low === -Infinity && high === Infinity) return 'any number';
  if (low === -high) return `±\u202f${bound(high)}`;
  return `${bound(low)} to ${bound(high)}`;
}

/** A space line by line: what each number is and where it lies. */
export function spaceLines(space: Space): NamedValue[] {
  if (space.kind === 'discrete') return space.labels.map((label, i) => ({ name: String(i), text: label }));
  return space.labels.map((label, i) => {
    const { name, unit } = labelParts(label);
    return { name, text: `${rangeText(space, i)}${unit ? ` ${unit}` : ''}` };
  });
}
