import type { Heap } from '../../kernels/index.ts';
import type { Layer } from '../shape.ts';

/** What a forward pass leaves for the backward one: its inputs and every layer's outputs, room for `capacity` rows. */
export class Tape {
  readonly capacity: number;
  /** Rows of the last forward pass. */
  rows = 0;
  /** Addresses: inputs, then the outputs of each layer after its activation. */
  readonly values: readonly number[];
  readonly #heap: Heap;

  constructor(heap: Heap, layers: readonly Layer[], capacity: number) {
    this.#heap = heap;
    this.capacity = capacity;
    this.values = [layers[0].inputs, ...layers.map(({ outputs }) => outputs)].map((width) =>
      heap.allocate(capacity * width),
    );
  }

  dispose(): void {
    for (const at of this.values) this.#heap.free(at);
  }
}
