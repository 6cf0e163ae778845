/**
 * Seeded, splittable random numbers. Nothing in the lab calls `Math.random`: a generator is made from a seed and
 * handed on, and a stream for a part (episode k, worker w) is derived from the seed and the part's name, so that
 * adding one consumer never shifts the numbers of another.
 */
import { log } from './elementary/index.ts';

/** 32-bit avalanche of MurmurHash3 (Appleby); every input bit reaches every output bit. */
function avalanche(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A seed for a part of the work, derived from a parent seed and a path of labels.
 * Equal arguments give equal seeds; different ones give unrelated seeds.
 *
 * @param seed parent seed, an integer in [0, 2^32)
 * @param path labels of the part, e.g. `('episode', 3)`
 * @returns an integer in [0, 2^32)
 */
export function deriveSeed(seed: number, ...path: readonly (string | number)[]): number {
  let h = avalanche(seed ^ 0x9e3779b9);
  for (const part of path) {
    const text = typeof part === 'number' ? `#${part}` : part;
    for (let i = 0; i < text.length; i++) h = avalanche(Math.imul(h, 31) + text.charCodeAt(i) + 0x6d2b79f5);
    h = avalanche(h + 0x9e3779b9);
  }
  return h;
}

/** The whole state of a {@link Random}: four 32-bit words. Storing it resumes the stream bit-exactly. */
export type RandomState = readonly [number, number, number, number];

/**
 * xoshiro128** (Blackman and Vigna, 2018), period 2^128 - 1, seeded through an avalanche so that nearby seeds give
 * unrelated streams.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  private constructor(state: RandomState) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** A generator from a seed, an integer in [0, 2^32). */
  static fromSeed(seed: number): Random {
    const word = (k: number) => avalanche((seed + Math.imul(k, 0x9e3779b9)) >>> 0);
    const state: RandomState = [word(1), word(2), word(3), word(4)];
    // An all-zero state is the one fixed point of xoshiro.
    return new Random((state[0] | state[1] | state[2] | state[3]) === 0 ? [1, 0, 0, 0] : state);
  }

  /** A generator that continues from a stored state. */
  static fromState(state: RandomState): Random {
    return new Random(state);
  }

  /** The state, for checkpoints. */
  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#d];
  }

  /** The next 32 random bits, as an integer in [0, 2^32). */
  bits(): number {
    const s = Math.imul(this.#b, 5);
    const result = Math.imul((s << 7) | (s >>> 25), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A uniform integer in [0, n), n >= 1, without modulo bias. */
  integer(n: number): number {
    const limit = 4294967296 - (4294967296 % n);
    let bits = this.bits();
    while (bits >= limit) bits = this.bits();
    return bits % n;
  }

  /** A standard normal number (Box and Muller's polar form, Marsaglia). */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
    }
  }

  /**
   * Standard normal numbers into the whole of an array, several times faster than {@link normal} one by one: both
   * numbers of each pair are used, from 32 random bits each. Not the same stream as `normal`.
   */
  fillNormal(out: Float32Array): void {
    for (let i = 0; i < out.length; i += 2) {
      let u = 0;
      let v = 0;
      let s = 0;
      do {
        u = this.bits() / 2147483648 - 1;
        v = this.bits() / 2147483648 - 1;
        s = u * u + v * v;
      } while (s >= 1 || s === 0);
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      out[i] = u * factor;
      if (i + 1 < out.length) out[i + 1] = v * factor;
    }
  }

  /**
   * An index drawn with the given probabilities (they should sum to 1; rounding lands on the last positive entry).
   *
   * @param probabilities weights, read from `offset`, `count` of them
   */
  categorical(probabilities: ArrayLike<number>, offset: number, count: number): number {
    let remaining = this.uniform();
    let last = 0;
    for (let i = 0; i < count; i++) {
      const p = probabilities[offset + i];
      if (p <= 0) continue;
      last = i;
      remaining -= p;
      if (remaining < 0) return i;
    }
    return last;
  }
}
