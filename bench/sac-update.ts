/** One update of soft actor-critic by the learner itself, on made-up transitions: what bench/networks.ts times. */
import { Random } from '../core/base/random.ts';
import { SacLearner, sacDefaults } from '../core/forward/soft-actor-critic/index.ts';
import type { Engine } from '../core/networks/index.ts';

export interface UpdateSize {
  readonly observations: number;
  readonly actions: number;
  readonly width: number;
  readonly rows: number;
}

/** A batch as replay hands it out. */
export type MadeUp = ReturnType<typeof madeUp>;

export function madeUp({ observations, actions, rows }: UpdateSize) {
  const random = Random.fromSeed(1);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  return {
    rows,
    observations: normals(rows * observations),
    actions: normals(rows * actions).map(Math.tanh),
    rewards: normals(rows),
    nextObservations: normals(rows * observations),
    terminated: new Float32Array(rows),
  };
}

const box = (width: number, bound: number) => ({
  kind: 'box' as const,
  low: new Array<number>(width).fill(-bound),
  high: new Array<number>(width).fill(bound),
  labels: new Array<string>(width).fill(''),
});

/** Every call of what comes back is one whole update. */
export function learnerUpdate(engine: Engine, size: UpdateSize, batch: MadeUp): () => void {
  const { observations, actions, width, rows } = size;
  const learner = new SacLearner(
    {
      spaces: { observationSpace: box(observations, Infinity), actionSpace: box(actions, 1) },
      settings: { ...sacDefaults(), hiddenWidth: width, batchSize: rows },
      seed: 1,
      engine,
    },
    null,
  );
  return () => {
    learner.update(batch, batch.rewards, 1);
  };
}
