/** Which rows of a long list are in sight. */

export const rowHeight = 56;
/** Rows kept ready above and below. */
const margin = 4;

/** Half-open range of rows to draw. */
export function rowsInSight(scrollTop: number, height: number, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { from: Math.min(from, to), to };
}

/** The least scroll that brings a row into sight. */
export function scrollToShow(row: number, scrollTop: number, height: number): number {
  if (row * rowHeight < scrollTop) return row * rowHeight;
  return Math.max(scrollTop, (row + 1) * rowHeight - height);
}
