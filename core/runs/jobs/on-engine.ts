import { createEngine, type Engine, type EngineWish } from '../../networks/index.ts';
import type { Job } from './job.ts';

/**
 * Makes a job on the engine that its networks ask for; when it cannot be made (its checkpoint belongs to other networks,
 * say), the engine is given back.
 *
 * @param make is also given what computes and why, for {@link Job.engine}; the job's `dispose` gives the engine back
 */
export async function onEngine(
  wish: EngineWish,
  make: (engine: Engine, description: string) => Job,
): Promise<Job> {
  const { engine, reason } = await createEngine(wish);
  try {
    return make(engine, `${engine.description}. ${reason}`);
  } catch (thrown) {
    engine.dispose();
    throw thrown;
  }
}
