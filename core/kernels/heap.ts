import { LabError } from '../base/errors.ts';
import type { Kernels } from './kernels.ts';

const page = 65536;
const alignment = 16;

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Who owns which bytes of the kernels' memory: first fit over a sorted list of gaps, gaps that touch become one.
 * The memory grows when no gap is large enough and never shrinks; `used` says what is owned now.
 */
export class Heap {
  readonly #kernels: Kernels;
  readonly #owned = new Map<number, number>();
  #gaps: Block[];
  #end: number;
  #used = 0;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
    const start = roundUp(kernels.heapBase(), alignment);
    this.#end = kernels.memory.buffer.byteLength;
    this.#gaps = [{ at: start, bytes: this.#end - start }];
  }

  /** Bytes that are owned now. */
  get used(): number {
    return this.#used;
  }

  /** Bytes of the whole memory. */
  get capacity(): number {
    return this.#end;
  }

  /**
   * The address of `count` f32, zeroed, rounded up to fours.
   *
   * @throws LabError `Internal` when the memory cannot grow (4 GiB is the most)
   */
  allocate(count: number): number {
    const bytes = roundUp(Math.max(count, 1) * 4, alignment);
    let index = this.#gaps.findIndex((gap) => gap.bytes >= bytes);
    if (index < 0) index = this.#grow(bytes);
    const { at, bytes: room } = this.#gaps[index];
    this.#gaps.splice(index, 1, ...(room > bytes ? [{ at: at + bytes, bytes: room - bytes }] : []));
    this.#owned.set(at, bytes);
    this.#used += bytes;
    new Uint8Array(this.#kernels.memory.buffer, at, bytes).fill(0);
    return at;
  }

  /** Gives an address of {@link allocate} back. Twice is a defect and says so. */
  free(at: number): void {
    const bytes = this.#owned.get(at);
    if (bytes === undefined)
      throw new LabError('Internal', `Address ${at} of the kernels' memory is not owned.`);
    this.#owned.delete(at);
    this.#used -= bytes;
    const after = this.#gaps.findIndex((gap) => gap.at > at);
    const index = after < 0 ? this.#gaps.length : after;
    this.#gaps.splice(index, 0, { at, bytes });
    this.#joinAt(index);
  }

  /** A window on `count` f32. It goes blank when the memory grows: use it at once, keep it never. */
  view(at: number, count: number): Float32Array {
    return new Float32Array(this.#kernels.memory.buffer, at, count);
  }

  /** Joins a gap with its neighbours where they touch. */
  #joinAt(index: number): void {
    for (const first of [index, index - 1]) {
      const one = this.#gaps[first];
      const next = this.#gaps[first + 1];
      if (one !== undefined && next !== undefined && one.at + one.bytes === next.at)
        this.#gaps.splice(first, 2, { at: one.at, bytes: one.bytes + next.bytes });
    }
  }

  #grow(bytes: number): number {
    const pages = Math.ceil(Math.max(bytes, this.#end / 2) / page);
    try {
      this.#kernels.memory.grow(pages);
    } catch (cause) {
      throw new LabError('Internal', `There is no memory for ${Math.ceil(bytes / 1e6)} MB of network.`, {
        remedy: 'Choose a smaller network or batch.',
        cause,
      });
    }
    const added = pages * page;
    this.#gaps.push({ at: this.#end, bytes: added });
    this.#end += added;
    this.#joinAt(this.#gaps.length - 1);
    return this.#gaps.length - 1;
  }
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
