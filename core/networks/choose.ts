import type { Engine, EngineKind } from './engine.ts';
import { createFusedEngine } from './fused/engine.ts';
import { multiplications, type NetworkShape } from './shape.ts';
import { allBackends } from './tensorflow/backend.ts';
import { createTensorFlowEngine } from './tensorflow/engine.ts';

/** What a person can set: an engine by name, or `auto`. */
export type EnginePreference = 'auto' | EngineKind;

/** The largest network of the work to come, and the rows of its batches. */
export interface EngineWish {
  readonly preference: EnginePreference;
  readonly shape: NetworkShape;
  readonly rows: number;
}

/** An engine and why it is this one: a sentence to store with the run. */
export interface ChosenEngine {
  readonly engine: Engine;
  readonly reason: string;
}

/**
 * Multiplications of a forward pass from which a GPU is worth its transfers and its hundred or so operations an update: at
 * about 20 per nanosecond the fused engine needs some 7 ms for such a pass and 100 ms for an update of soft actor-critic.
 */
export const gpuWorthwhile = 2 ** 27;

/** Whether `auto` should look for a GPU at all. */
export function wantsGpu({ shape, rows }: EngineWish): boolean {
  return multiplications(shape, rows) >= gpuWorthwhile;
}

/**
 * The engine for a piece of work. `auto` takes the fused engine, but for large work on a machine whose GPU loads.
 *
 * @throws LabError `Internal` when the engine that was asked for does not load
 */
export async function createEngine(wish: EngineWish): Promise<ChosenEngine> {
  if (wish.preference === 'fused') {
    return { engine: await createFusedEngine(), reason: 'The fused engine was chosen by hand.' };
  }
  if (wish.preference === 'tensorflow') {
    const engine = await createTensorFlowEngine(allBackends);
    const said = [`${engine.description} was chosen by hand.`, ...engine.loaded.refused];
    return { engine, reason: said.join(' ') };
  }
  const millions = (multiplications(wish.shape, wish.rows) / 1e6).toPrecision(3);
  const work = `${millions} million multiplications a pass`;
  if (!wantsGpu(wish)) {
    const reason = `The fused engine: ${work} are too few for a GPU to pay.`;
    return { engine: await createFusedEngine(), reason };
  }
  const without = async (why: string): Promise<ChosenEngine> => ({
    engine: await createFusedEngine(),
    reason: `The fused engine: ${work} would suit a GPU, but ${why}`,
  });
  let native: Awaited<ReturnType<typeof createTensorFlowEngine>>;
  try {
    native = await createTensorFlowEngine(['node-gpu']);
  } catch (thrown) {
    return without(`there is none: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  if (native.loaded.gpu) return { engine: native, reason: `${native.description}: ${work} suit the GPU.` };
  native.dispose();
  return without('the native library found none.');
}
