import { deepMaxEntJob } from './deep-maxent-irl.ts';
import { forwardJob } from './forward.ts';
import { guidedCostJob } from './guided-cost.ts';
import type { Job, JobFactory, JobInput } from './job.ts';
import { maxEntJob } from './maxent-irl.ts';
import { softSolveJob } from './soft-solve.ts';

/** One adapter per algorithm of the contract; one that is missing does not compile. */
const factories: Record<JobInput['spec']['algorithm'], JobFactory> = {
  'maxent-irl': maxEntJob,
  'soft-solve': softSolveJob,
  'deep-maxent-irl': deepMaxEntJob,
  'guided-cost-learning': guidedCostJob,
  'soft-actor-critic': forwardJob,
  'soft-q-learning': forwardJob,
  'soft-policy-gradient': forwardJob,
};

/** The job that a spec describes, at its checkpoint where it has one. */
export const createJob = (input: JobInput): Job | Promise<Job> => factories[input.spec.algorithm](input);
