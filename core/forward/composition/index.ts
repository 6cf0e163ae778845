/** Composition of soft Q functions: the mean of several as the Q of the mean reward, and how far off it is. */
export { boltzmannPolicy, composeSoftQ } from './compose.ts';
export { type CompositionGap, type CompositionProblem, compositionGap } from './gap.ts';
export { type SamplerTraining, trainSampler } from './train-sampler.ts';
