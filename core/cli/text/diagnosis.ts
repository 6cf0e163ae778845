import type { Diagnostics } from '../../contract/index.ts';
import { brief } from './table.ts';

/** The diagnosis in words. */
export function diagnosis(facts: Diagnostics): string {
  const held = facts.heldOutLogLikelihood === null ? '' : `, held out ${brief(facts.heldOutLogLikelihood)}`;
  const lines = [
    `Log-likelihood per step ${brief(facts.logLikelihood)}${held}; feature gap ${(100 * facts.relativeFeatureGap).toFixed(2)} %.`,
    ...facts.identification.upTo,
    ...facts.remarks,
  ];
  return lines.map((line) => `${line}\n`).join('');
}
