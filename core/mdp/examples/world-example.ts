import type { WorldSpec } from '../spec.ts';

/** A world of the gallery. */
export interface WorldExample {
  /** Stable name, for links and tests. */
  readonly id: string;
  readonly name: string;
  /** One or two sentences: what it shows. */
  readonly description: string;
  readonly spec: WorldSpec;
}
