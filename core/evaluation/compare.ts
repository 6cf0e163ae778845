import { LabError } from '../base/errors.ts';
import type { CompareInput, CompareOutput } from './types.ts';

/** Everything a comparison reports, for each run and for the references. */
export function comparePolicies(_input: CompareInput): CompareOutput {
  throw new LabError('Internal', 'comparePolicies is being written');
}
