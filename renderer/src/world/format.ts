/** Numbers as text, by magnitude. A real minus sign keeps figures aligned and readable. */

const minus = (text: string) => text.replace('-', '\u2212').replace('e\u2212', 'e-');

/** Thousands apart by a thin space, as everywhere in the window. */
const grouped = (value: number) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** Three significant figures: 0.042, 1.25, 12.5, 1 250; very small or large ones in powers of ten. */
export function figure(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\u2013' : value > 0 ? '\u221e' : '\u2212\u221e';
  const size = Math.abs(value);
  if (size < 0.001 || size >= 1e6) return minus(value.toExponential(1));
  if (size >= 100) return minus(grouped(value));
  return minus(String(Number(value.toPrecision(3))));
}

/** At most four or five signs, for a figure inside a cell. */
export function shortFigure(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '';
  if (size < 0.005) return '0';
  if (size >= 1e4) return minus(value.toExponential(0));
  if (size >= 100) return minus(String(Math.round(value)));
  if (size >= 10) return minus(String(Number(value.toFixed(1))));
  return minus(String(Number(value.toFixed(2))));
}

/** A probability in per cent; `<1 %` rather than a false zero, `>99 %` rather than a false certainty. */
export function percent(probability: number): string {
  if (probability > 0 && probability < 0.005) return '<1\u202f%';
  if (probability < 1 && probability > 0.995) return '>99\u202f%';
  return `${Math.round(probability * 100)}\u202f%`;
}
