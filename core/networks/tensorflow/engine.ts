import type { Engine, EngineUsage, Network, NetworkStart } from '../engine.ts';
import { freshNetwork } from '../initialise.ts';
import type { SavedNetwork } from '../saved.ts';
import { type LoadedTensorFlow, loadTensorFlow, type TensorFlowBackend } from './backend.ts';
import { TensorFlowNetwork, type TensorFlowParts } from './network.ts';

/** An engine of TensorFlow.js together with what was found on the way to it. */
export interface TensorFlowEngine extends Engine {
  readonly loaded: LoadedTensorFlow;
}

/** The engine of the first backend that loads; see {@link loadTensorFlow}. */
export async function createTensorFlowEngine(
  backends: readonly TensorFlowBackend[],
): Promise<TensorFlowEngine> {
  return tensorFlowEngineOf(await loadTensorFlow(backends));
}

/** The engine of what has been loaded. */
export function tensorFlowEngineOf(loaded: LoadedTensorFlow): TensorFlowEngine {
  return new EngineOfTensors(loaded);
}

class EngineOfTensors implements TensorFlowEngine {
  readonly kind = 'tensorflow';
  readonly description: string;
  readonly loaded: LoadedTensorFlow;
  readonly #networks = new Set<Network>();
  readonly #parts: TensorFlowParts;

  constructor(loaded: LoadedTensorFlow) {
    this.loaded = loaded;
    this.description = `TensorFlow.js ${loaded.tf.version_core}, ${loaded.backend} backend`;
    this.#parts = { tf: loaded.tf, onDispose: (network) => this.#networks.delete(network) };
  }

  create(start: NetworkStart): Network {
    return this.load(freshNetwork(start));
  }

  load(saved: SavedNetwork): Network {
    const network = new TensorFlowNetwork(this.#parts, saved);
    this.#networks.add(network);
    return network;
  }

  /** TensorFlow.js counts for the whole thread. */
  usage(): EngineUsage {
    const { numTensors, numBytes } = this.#parts.tf.memory();
    return { networks: this.#networks.size, bytes: numBytes, tensors: numTensors };
  }

  dispose(): void {
    for (const network of this.#networks) network.dispose();
  }
}
