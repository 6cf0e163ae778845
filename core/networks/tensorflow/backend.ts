import type * as Core from '@tensorflow/tfjs-core';
import { LabError } from '../../base/errors.ts';
import { keepingProcessListeners } from './process-listeners.ts';
import { repairNodeUtil } from './repair-node-util.ts';

/** What TensorFlow.js gives, whichever package it came from. */
export type TensorFlow = typeof Core;

/** Where TensorFlow.js can compute: natively on a GPU, natively on the CPU, in WebAssembly, in plain JavaScript. */
export type TensorFlowBackend = 'node-gpu' | 'node' | 'wasm' | 'cpu';

/** The order in which they are tried when nothing else is asked for. */
export const allBackends: readonly TensorFlowBackend[] = ['node-gpu', 'node', 'wasm', 'cpu'];

export interface LoadedTensorFlow {
  readonly tf: TensorFlow;
  readonly backend: TensorFlowBackend;
  /** Whether the native library found a GPU. */
  readonly gpu: boolean;
  /** A sentence for each backend that was tried before and did not load. */
  readonly refused: readonly string[];
}

/**
 * The first of the backends that loads. TensorFlow.js has one active backend per thread: what is loaded here is what
 * every engine of this thread computes with from then on.
 *
 * @throws LabError `Internal` when none of them loads
 */
export async function loadTensorFlow(backends: readonly TensorFlowBackend[]): Promise<LoadedTensorFlow> {
  const refused: string[] = [];
  for (const backend of backends) {
    try {
      const { tf, gpu } = await keepingProcessListeners(() => load(backend));
      return { tf, backend, gpu, refused };
    } catch (cause) {
      const [first] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
      refused.push(`The ${backend} backend of TensorFlow.js did not load (${first}).`);
    }
  }
  throw new LabError('Internal', refused.join(' ') || 'No backend of TensorFlow.js was asked for.', {
    remedy: 'Choose the fused engine, which needs none of it.',
  });
}

async function load(backend: TensorFlowBackend): Promise<{ tf: TensorFlow; gpu: boolean }> {
  if (backend === 'node-gpu' || backend === 'node') {
    await repairNodeUtil();
    const tf = await module(backend === 'node-gpu' ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node');
    await use(tf, 'tensorflow');
    const native = tf.backend() as { isUsingGpuDevice?: boolean };
    return { tf, gpu: native.isUsingGpuDevice === true };
  }
  const tf = await module('@tensorflow/tfjs-core');
  await module(backend === 'wasm' ? '@tensorflow/tfjs-backend-wasm' : '@tensorflow/tfjs-backend-cpu');
  await use(tf, backend);
  return { tf, gpu: false };
}

/** The packages are CommonJS: what they export is the default of the namespace. They are found at run time or not at all. */
async function module(name: string): Promise<TensorFlow> {
  const namespace = (await import(/* @vite-ignore */ name)) as TensorFlow & { default?: TensorFlow };
  return namespace.default ?? namespace;
}

async function use(tf: TensorFlow, backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`its ${backend} backend does not start`);
  await tf.ready();
}
