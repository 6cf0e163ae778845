/**
 * Numbers as people read them: rounded by magnitude, with a true minus sign, thin spaces between thousands and the unit
 * after a no-break space. The raw value stays available for copying (see `copy.ts`).
 */

const minus = '\u2212';
const thinSpace = '\u202f';
const noBreakSpace = '\u00a0';
/** What stands where there is no number. */
export const noNumber = '\u2013';

const superscripts = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079';

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return exponent < 0 ? `\u207b${digits}` : digits;
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function unsigned(magnitude: number, significant: number): string {
  if (magnitude === 0) return '0';
  const [digits = '', power = '0'] = magnitude.toExponential(significant - 1).split('e');
  const exponent = Number(power);
  if (exponent >= 6 || exponent < -4) {
    const mantissa = String(Number(digits));
    const powerOfTen = `10${superscript(exponent)}`;
    return mantissa === '1' ? powerOfTen : `${mantissa}${thinSpace}\u00d7${thinSpace}${powerOfTen}`;
  }
  if (Number.isInteger(magnitude)) return grouped(String(magnitude));
  return grouped(magnitude.toFixed(Math.max(0, significant - 1 - exponent)));
}

/**
 * A number rounded to `significant` digits; integers below a million are shown whole, magnitudes from 10⁶ on and below
 * 10⁻⁴ as powers of ten.
 */
export function formatNumber(value: number, significant = 3): string {
  if (Number.isNaN(value)) return noNumber;
  if (!Number.isFinite(value)) return value > 0 ? '\u221e' : `${minus}\u221e`;
  const text = unsigned(Math.abs(value), significant);
  return value < 0 && text !== '0' ? minus + text : text;
}

/** A tick of an axis: every digit that counts and no trailing zeros; `decades` writes what is below 0.1 as a power of ten. */
export function formatTick(value: number, style: 'plain' | 'decades'): string {
  const exact = Number(value.toPrecision(12));
  const small = Math.abs(exact) < (style === 'decades' ? 0.1 : 1e-4);
  if (exact === 0 || (!small && Math.abs(exact) < 1e6)) {
    const text = grouped(String(Math.abs(exact)));
    return exact < 0 ? minus + text : text;
  }
  const [digits = '', power = '0'] = Math.abs(exact).toExponential().split('e');
  const powerOfTen = `10${superscript(Number(power))}`;
  const text = digits === '1' ? powerOfTen : `${digits}${thinSpace}\u00d7${thinSpace}${powerOfTen}`;
  return exact < 0 ? minus + text : text;
}

/** A count on an axis: thousands as "k" from ten thousand on. */
export function formatCountTick(value: number): string {
  if (Math.abs(value) >= 1e6) return `${formatTick(value / 1e6, 'plain')}M`;
  return Math.abs(value) >= 10_000 ? `${formatTick(value / 1000, 'plain')}k` : formatTick(value, 'plain');
}

/** A number with its sign always shown, for differences and weights. */
export function formatSigned(value: number, significant = 3): string {
  return value > 0 ? `+${formatNumber(value, significant)}` : formatNumber(value, significant);
}

/** A number and its unit; an empty unit adds nothing. */
export function formatQuantity(value: number, unit: string, significant = 3): string {
  const text = formatNumber(value, significant);
  return unit === '' || text === noNumber ? text : `${text}${noBreakSpace}${unit}`;
}

/** A share in 0..1 as per cent. */
export function formatShare(share: number, significant = 2): string {
  if (!Number.isFinite(share)) return noNumber;
  const percent = Math.abs(share) * 100;
  if (percent !== 0 && percent < 0.01) return `< 0.01${noBreakSpace}%`;
  const exponent = percent === 0 ? 0 : Math.floor(Math.log10(Number(percent.toPrecision(significant))));
  const text = percent === 0 ? '0' : grouped(percent.toFixed(Math.max(0, significant - 1 - exponent)));
  return `${share < 0 ? minus : ''}${text}${noBreakSpace}%`;
}

/**
 * One format for a column of numbers, so that their decimal points line up: as many decimals as give the largest of
 * them `significant` digits. Columns beyond the reach of plain decimals fall back to {@link formatNumber}.
 */
export function columnFormat(values: readonly number[], significant = 3): (value: number) => string {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  if (largest === 0) return (value) => formatNumber(value, significant);
  const exponent = Math.floor(Math.log10(largest));
  if (exponent >= 6 || exponent < -4) return (value) => formatNumber(value, significant);
  const decimals = Math.max(0, significant - 1 - exponent);
  return (value) => {
    if (!Number.isFinite(value)) return formatNumber(value, significant);
    const text = grouped(Math.abs(value).toFixed(decimals));
    return value < 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? minus + text : text;
  };
}

/** A duration in milliseconds: "850 ms", "12 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return noNumber;
  if (milliseconds < 995) return formatQuantity(Math.round(milliseconds), 'ms');
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 9950) return formatQuantity(Math.round(milliseconds / 100) / 10, 's', 2);
  if (seconds < 60) return formatQuantity(seconds, 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(formatQuantity(minutes, 'min'), seconds % 60, 's');
  return joined(formatQuantity(Math.floor(minutes / 60), 'h'), minutes % 60, 'min');
}

function joined(larger: string, rest: number, unit: string): string {
  return rest === 0 ? larger : `${larger} ${formatQuantity(rest, unit)}`;
}

/** How long ago a moment was: "just now", "5 min ago", "yesterday", or its date. */
export function formatAge(moment: number, now: number): string {
  const minutes = (now - moment) / 60_000;
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${Math.floor(minutes)}${noBreakSpace}min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}${noBreakSpace}h ago`;
  if (minutes < 48 * 60) return 'yesterday';
  if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / (24 * 60))} days ago`;
  return new Date(moment).toLocaleDateString();
}

/** "1 run", "2 runs"; `plural` for words that take no s. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)}${noBreakSpace}${count === 1 ? singular : plural}`;
}

/** The value as it is, for copying: every digit, an ordinary minus sign. */
export function rawNumber(value: number): string {
  return String(value);
}
