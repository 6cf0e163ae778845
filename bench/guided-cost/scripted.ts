import { deriveSeed } from '../../core/base/random.ts';
import type { ContinuousSpec, Episode, Simulation } from '../../core/environments/index.ts';
import { expertEpisode } from '../../core/inverse/guided-cost/testing/demonstrations.ts';

const demonstrationCount = 5;

/** Five demonstrations, equal for equal seeds. */
export const demonstrationsOf = (environment: Simulation, spec: ContinuousSpec, seed: number): Episode[] =>
  Array.from({ length: demonstrationCount }, (_, k) =>
    expertEpisode(environment, spec, deriveSeed(seed, 'demo', k)),
  );
