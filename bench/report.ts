import type { Measurement } from './benchmark.ts';

/** How far a measurement is from its target: above 1 is better than asked for. Null without a target. */
export function ratio({ value, target, better }: Measurement): number | null {
  if (target === null) return null;
  return better === 'lower' ? target / value : value / target;
}

/** One table of everything measured. */
export function report(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measured) => {
    const times = ratio(measured);
    return [
      measured.name,
      `${readable(measured.value)} ${measured.unit}`,
      measured.target === null
        ? ''
        : `${measured.better === 'lower' ? '≤' : '≥'} ${readable(measured.target)} ${measured.unit}`,
      times === null ? '' : `${times.toFixed(2)}x ${times >= 1 ? 'met' : 'MISSED'}`,
    ];
  });
  const titles = ['Measured', 'Value', 'Target', 'Against it'];
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(titles), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line), ''].join(
    '\n',
  );
}

/** Three significant digits with thousands separated. */
export function readable(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
