import type { PackedState } from '../../forward/index.ts';
import { policyGradientSampler } from './policy-gradient-sampler.ts';
import { sacSampler } from './sac-sampler.ts';
import type { Sampler } from './sampler.ts';
import type { SamplerStart } from './sampler-start.ts';

/** @param saved of a sampler with the same start, to go on from; null starts afresh */
export const createSampler = (start: SamplerStart, saved: PackedState | null): Sampler =>
  start.settings.sampler === 'soft-actor-critic'
    ? sacSampler(start, saved)
    : policyGradientSampler(start, saved);
