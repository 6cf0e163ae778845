/** The one way in: every procedure the page, the command line and the tests may call. Each host serves all of it. */
import type { ContractRouterClient } from '@orpc/contract';
import { comparisonsContract } from './comparisons.ts';
import { datasetsContract } from './datasets.ts';
import { demonstrationsContract, recordingContract } from './demonstrations.ts';
import { environmentsContract } from './environments.ts';
import { labContract } from './lab.ts';
import { runsContract } from './runs.ts';

export const contract = {
  lab: labContract,
  environments: environmentsContract,
  recording: recordingContract,
  demonstrations: demonstrationsContract,
  datasets: datasetsContract,
  runs: runsContract,
  comparisons: comparisonsContract,
};

/** The typed client of the contract; the same over every host. */
export type LabClient = ContractRouterClient<typeof contract>;

export {
  type Algorithm,
  type AlgorithmFacts,
  algorithmIds,
  algorithms,
  isInverse,
  type SettingsUse,
} from './algorithms.ts';
export * from './artifacts.ts';
export * from './comparisons.ts';
export * from './datasets.ts';
export * from './demonstrations.ts';
export * from './diagnostics.ts';
export * from './environments.ts';
export * from './errors.ts';
export * from './lab.ts';
export * from './runs.ts';
export { typedArraySerializers } from './wire.ts';
