/** Numbers as a person types and reads them. */

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** The number that a text says, or a sentence that tells why it cannot be. */
export function readNumber(
  text: string,
  range: NumberRange,
): { ok: true; value: number } | { ok: false; reason: string } {
  const trimmed = text.trim().replace('−', '-');
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  const kind = range.integer ? 'a whole number' : 'a number';
  if (!Number.isFinite(value)) return { ok: false, reason: `Type ${kind} ${rangeText(range)}.` };
  if (range.integer && !Number.isInteger(value)) return { ok: false, reason: 'Whole numbers only.' };
  if (value < range.min || value > range.max)
    return { ok: false, reason: `${showNumber(value)} is out of range: ${rangeText(range)}.` };
  return { ok: true, value };
}

function rangeText({ min, max }: NumberRange): string {
  return `from ${showNumber(min)} to ${showNumber(max)}`;
}

/** A number by its magnitude: at most `digits` significant ones, powers of ten for the very large and very small. */
export function showNumber(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e9)
      ? value
          .toExponential(Math.max(0, digits - 4))
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e')
      : Number.isInteger(value)
        ? String(value)
        : String(Number(value.toPrecision(digits)));
  return text.replace(/^-/, '−').replace('e-', 'e−');
}

/** `1 run`, `3 runs`; the plural is the singular with an s unless given. */
export function countOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${showCount(value)} ${value === 1 ? singular : plural}`;
}

/** A whole number; thousands apart by no-break thin spaces from five digits on, as every other number of the window. */
export function showCount(value: number): string {
  const text = String(Math.round(value));
  return text.length > 4 ? text.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f') : text;
}
