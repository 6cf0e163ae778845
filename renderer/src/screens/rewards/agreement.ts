/** How well a recovered reward agrees with the true one, in words. */
import { formatNumber } from '../../charts/format.ts';

export interface Agreement {
  readonly epic: number | null;
  readonly pearson: number | null;
  readonly spearman: number | null;
}

export interface Measure {
  readonly id: keyof Agreement;
  readonly name: string;
  readonly value: number;
  readonly shown: string;
  /** What the number is and how to read it. */
  readonly help: string;
}

const measures: readonly { readonly id: keyof Agreement; readonly name: string; readonly help: string }[] = [
  {
    id: 'epic',
    name: 'EPIC distance',
    help: 'Distance between the rewards after everything that no behaviour can reveal (scale, shift, potential shaping) is taken out. 0: equivalent, 1: opposite.',
  },
  {
    id: 'pearson',
    name: 'Pearson correlation',
    help: 'Linear agreement of the two rewards. 1: the same up to scale and shift, 0: unrelated.',
  },
  {
    id: 'spearman',
    name: 'Spearman correlation',
    help: 'Agreement of their order alone. 1: they rank everything alike.',
  },
];

/** The measures that are known. */
export function measuresOf(agreement: Agreement): Measure[] {
  return measures.flatMap((measure) => {
    const value = agreement[measure.id];
    return value === null ? [] : [{ ...measure, value, shown: formatNumber(value) }];
  });
}

/** One sentence on an EPIC distance, which reads from 0 (equivalent) to 1 (opposite). */
export function verdictOf({ epic, pearson }: Agreement): string | null {
  if (epic === null)
    return pearson === null
      ? null
      : pearson > 0.9
        ? 'Close to the true reward.'
        : 'Differs from the true reward.';
  if (epic < 0.1) return 'Practically the true reward.';
  if (epic < 0.3) return 'Close to the true reward; the map shows where they part.';
  if (epic < 0.6) return 'Shares some of the true reward; other rewards explain the demonstrations as well.';
  return 'Far from the true reward: the demonstrations do not pin it down, or the model does not fit the expert.';
}
