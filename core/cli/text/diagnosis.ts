import type { Diagnostics, ExactDiagnostics, SampledDiagnostics } from '../../contract/index.ts';
import { brief } from './table.ts';

/** The diagnosis in words. */
export function diagnosis(facts: Diagnostics): string {
  const lines = 'kind' in facts ? sampled(facts) : exact(facts);
  return [...lines, ...facts.remarks].map((line) => `${line}\n`).join('');
}

function exact(facts: ExactDiagnostics): string[] {
  const held = facts.heldOutLogLikelihood === null ? '' : `, held out ${brief(facts.heldOutLogLikelihood)}`;
  return [
    `Log-likelihood per step ${brief(facts.logLikelihood)}${held}; feature gap ${(100 * facts.relativeFeatureGap).toFixed(2)} %.`,
    ...facts.identification.upTo,
  ];
}

function sampled({ logLikelihood, logPartition, effectiveSampleSize }: SampledDiagnostics): string[] {
  if (logLikelihood === null || logPartition === null || effectiveSampleSize === null) return [];
  const { value, low, high } = logPartition;
  return [
    `Log-likelihood of a demonstration ${brief(logLikelihood)}; log Z ${brief(value)} (${brief(low)} to ${brief(high)}) from ${(100 * effectiveSampleSize).toFixed(0)} % of the trajectories.`,
  ];
}
