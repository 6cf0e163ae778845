import { Heap, loadKernels } from '../../kernels/index.ts';
import type { Engine, EngineUsage, Network, NetworkStart } from '../engine.ts';
import { freshNetwork } from '../initialise.ts';
import type { SavedNetwork } from '../saved.ts';
import { FusedNetwork, type FusedParts } from './network.ts';
import { Scratch } from './scratch.ts';

/**
 * The engine of our own kernels: one thread, f32, the same bits on every machine. Every engine has a memory of its own.
 *
 * @throws LabError `Internal` where WebAssembly SIMD is missing
 */
export async function createFusedEngine(): Promise<Engine> {
  const kernels = await loadKernels();
  return new FusedEngine(kernels);
}

class FusedEngine implements Engine {
  readonly kind = 'fused';
  readonly description = 'fused kernels (WebAssembly SIMD)';
  readonly #networks = new Set<Network>();
  readonly #parts: FusedParts;

  constructor(kernels: FusedParts['kernels']) {
    const heap = new Heap(kernels);
    const onDispose = (network: Network) => this.#networks.delete(network);
    this.#parts = { kernels, heap, scratch: new Scratch(heap), onDispose };
  }

  create(start: NetworkStart): Network {
    return this.load(freshNetwork(start));
  }

  load(saved: SavedNetwork): Network {
    const network = new FusedNetwork(this.#parts, saved);
    this.#networks.add(network);
    return network;
  }

  usage(): EngineUsage {
    return { networks: this.#networks.size, bytes: this.#parts.heap.used, tensors: 0 };
  }

  dispose(): void {
    for (const network of this.#networks) network.dispose();
    this.#parts.scratch.dispose();
  }
}
