/** Comparing rewards, policies and behaviour on finite worlds. */
export { comparePolicies } from './compare.ts';
export type {
  ComparedRow,
  ComparedRun,
  CompareInput,
  CompareOutput,
  Estimate,
  PolicyTable,
  Subject,
} from './types.ts';
