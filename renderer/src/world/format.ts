/** Numbers as text, by magnitude. A real minus sign keeps figures aligned and readable. */
import { formatNumber } from '../charts/format.ts';

const minus = (text: string) => text.replace('-', '\u2212').replace('e+', 'e');

/** Three significant figures without idle zeros: 0.042, 1.25, 12.5, 12 500; very small or large ones in powers of ten. */
export function figure(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\u2013' : value > 0 ? '\u221e' : '\u2212\u221e';
  const size = Math.abs(value);
  if (size < 0.001 || size >= 1e6) return formatNumber(value, 2);
  if (size >= 100) return formatNumber(Math.round(value));
  return minus(String(Number(value.toPrecision(3))));
}

/** At most four or five signs, for a figure inside a cell; `largest` of the map decides how fine they are. */
export function shortFigure(value: number, largest: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '';
  const decimals = largest < 0.1 ? 3 : 2;
  if (size < 0.5 * 10 ** -decimals) return '0';
  if (size >= 1e4) return minus(value.toExponential(0));
  if (size >= 100) return minus(String(Math.round(value)));
  if (size >= 10) return minus(String(Number(value.toFixed(1))));
  return minus(String(Number(value.toFixed(decimals))));
}

/** A probability in per cent; `<1 %` rather than a false zero, `>99 %` rather than a false certainty. */
export function percent(probability: number): string {
  if (probability > 0 && probability < 0.005) return '<1\u202f%';
  if (probability < 1 && probability > 0.995) return '>99\u202f%';
  return `${Math.round(probability * 100)}\u202f%`;
}
