import type { Heap } from '../../kernels/index.ts';

/** Working space that every network of an engine borrows during one call: areas that only grow. */
export class Scratch {
  readonly #heap: Heap;
  readonly #areas = new Map<Area, { at: number; count: number }>();

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** The address of an area of at least `count` f32; what was in it is lost when it grows. */
  area(which: Area, count: number): number {
    const held = this.#areas.get(which);
    if (held !== undefined && held.count >= count) return held.at;
    if (held !== undefined) this.#heap.free(held.at);
    this.#areas.delete(which);
    const at = this.#heap.allocate(count);
    this.#areas.set(which, { at, count });
    return at;
  }

  dispose(): void {
    for (const { at } of this.#areas.values()) this.#heap.free(at);
    this.#areas.clear();
  }
}

/** `left` and `right` hold what flows through the layers in turn, `panels` the workspace of products. */
type Area = 'left' | 'right' | 'panels';
