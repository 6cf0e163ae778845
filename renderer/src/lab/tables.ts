/** The table in an artifact of a run; null for a function, and where there is none. */
export const tableOf = <T extends { readonly kind: string }>(
  artifact: T | null,
): Extract<T, { kind: 'tabular' }> | null =>
  artifact?.kind === 'tabular' ? (artifact as Extract<T, { kind: 'tabular' }>) : null;
