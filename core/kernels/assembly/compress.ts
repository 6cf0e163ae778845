/** Rows compressed to their entries that are not zero, as {@link ./sparse.ts} goes through them. */

/** Bytes of a compressed entry: its value, f32, and `place` times its position in the row, u32. */
export const entryBytes: i32 = 8;

/** For each set of four entries that are not zero (bit i for entry i) the order of bytes that puts those in front. */
const front = memory.data<u8>(
  [
    16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    4, 5, 6, 7, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 4, 5, 6, 7, 16, 16, 16, 16, 16, 16, 16, 16,
    8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16,
    4, 5, 6, 7, 8, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 16, 16, 16,
    12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16,
    4, 5, 6, 7, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 16, 16, 16,
    8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16,
    0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16,
    4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ],
  16,
);

/**
 * Row by row of A [rows x depth], with room for `depth` entries each, and behind all rows the address where the entries
 * of each end. Returns the first address behind. NaN counts as an entry.
 */
export function compressRows(a: usize, to: usize, rows: i32, depth: i32, place: i32): usize {
  let end = to + <usize>rows * depth * entryBytes;
  const apart = i32x4.splat(4 * place);
  for (let row = 0; row < rows; row++) {
    let next = to;
    let places = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(place));
    let d = 0;
    for (; d + 4 <= depth; d += 4) {
      const values = v128.load(a);
      const present = i32x4.bitmask(f32x4.ne(values, f32x4.splat(0)));
      const order = v128.load(front + <usize>present * 16);
      const v = i8x16.swizzle(values, order);
      const p = i8x16.swizzle(places, order);
      // All four are written, the next ones over what was zero: a branch would be guessed wrong half of the time.
      v128.store(next, v128.shuffle<i32>(v, p, 0, 4, 1, 5));
      v128.store(next, v128.shuffle<i32>(v, p, 2, 6, 3, 7), 16);
      next += <usize>popcnt(present) * entryBytes;
      places = i32x4.add(places, apart);
      a += 16;
    }
    for (; d < depth; d++) {
      const value = load<f32>(a);
      store<f32>(next, value);
      store<u32>(next, d * place, 4);
      next += <usize>(value != 0) * entryBytes;
      a += 4;
    }
    store<u32>(end, <u32>next);
    end += 4;
    to += <usize>depth * entryBytes;
  }
  return end;
}
