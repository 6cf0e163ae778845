/** Text and numbers of a report. */
import type { Estimate } from '../../contract/index.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML content or as a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (special) => entities[special]);
}

/** A number in four significant digits (whole ones in full), with a true minus sign; an em dash where there is none. */
export function shortNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-4
      ? value.toExponential(2)
      : String(size >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
  return text.replace(/^-/, '−').replace('e-', 'e−');
}

/** `low to high`, or nothing where there is no interval. */
export function interval(estimate: Estimate, format: (value: number) => string): string {
  if (estimate.low === null || estimate.high === null) return '';
  return `${format(estimate.low)} to ${format(estimate.high)}`;
}

/** A share as a percentage. */
export function percent(share: number): string {
  return `${shortNumber(Math.round(share * 1000) / 10)} %`;
}
