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

/** A number in some significant digits (whole ones in full), with a true minus sign; an em dash where there is none. */
function significant(value: number | null, digits: number): string {
  if (value === null || !Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-4
      ? value.toExponential(2)
      : String(size >= 1000 ? Math.round(value) : Number(value.toPrecision(digits)));
  return text.replace(/^-/, '−').replace('e-', 'e−');
}

/** Four significant digits: a result. */
export const shortNumber = (value: number | null): string => significant(value, 4);

/** Three significant digits: an interval's end. */
export const roughNumber = (value: number | null): string => significant(value, 3);

/** `low to high`, or nothing where there is no interval. */
export function interval(estimate: Estimate, format: (value: number) => string): string {
  if (estimate.low === null || estimate.high === null) return '';
  return `${format(estimate.low)} to ${format(estimate.high)}`;
}

/** A share as a percentage. */
export function percent(share: number): string {
  return `${shortNumber(Math.round(share * 1000) / 10)} %`;
}
