/** The weights of a recovered reward, largest first. */

/** More bars than this are no longer read. */
export const mostWeights = 16;

export interface WeightRow {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly note: string | null;
  readonly reference: null;
}

/** The largest weights by magnitude; `labels` are shown, `names` are what `unidentified` speaks of; `rest` counts those left out. */
export function weightRows(
  names: readonly string[],
  labels: readonly string[],
  weights: Float64Array,
  unidentified: readonly string[],
): { title: string; rows: WeightRow[]; rest: number } {
  const unsure = new Set(unidentified);
  const order = Array.from(weights.keys()).sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]));
  return {
    title: 'Weights',
    rest: Math.max(0, weights.length - mostWeights),
    rows: order.slice(0, mostWeights).map((i) => ({
      id: String(i),
      label: labels[i] ?? `parameter ${i}`,
      value: weights[i],
      note: unsure.has(names[i]) ? 'not identified' : null,
      reference: null,
    })),
  };
}
