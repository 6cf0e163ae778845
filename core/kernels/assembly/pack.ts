/**
 * Panels: a matrix cut into strips of 4, 8 or 32, each strip stored depth by depth so that the tile reads both of its
 * operands one after the other. The last strip is filled with zeros.
 */

/** Source [depth x count]: panel p holds, for every k, source[k][p*width … p*width + width - 1]. */
export function packAlong(source: usize, panels: usize, count: i32, depth: i32, width: i32): void {
  const stride = <usize>count * 4;
  for (let first = 0; first < count; first += width) {
    const whole = first + width <= count;
    let from = source + <usize>first * 4;
    if (whole) {
      if (width == 8) {
        for (let k = 0; k < depth; k++) {
          v128.store(panels, v128.load(from));
          v128.store(panels, v128.load(from, 16), 16);
          from += stride;
          panels += 32;
        }
      } else if (width == 4) {
        for (let k = 0; k < depth; k++) {
          v128.store(panels, v128.load(from));
          from += stride;
          panels += 16;
        }
      } else {
        for (let k = 0; k < depth; k++) {
          for (let i = 0; i < width; i += 4) {
            v128.store(panels, v128.load(from + <usize>i * 4));
            panels += 16;
          }
          from += stride;
        }
      }
    } else {
      const present = count - first;
      for (let k = 0; k < depth; k++) {
        for (let i = 0; i < width; i++) {
          store<f32>(panels, i < present ? load<f32>(from + <usize>i * 4) : 0);
          panels += 4;
        }
        from += stride;
      }
    }
  }
}

/** Source [count x depth]: panel p holds, for every k, source[p*width … p*width + width - 1][k]. */
export function packAcross(source: usize, panels: usize, count: i32, depth: i32, width: i32): void {
  const stride = <usize>depth * 4;
  const step = <usize>width * 4;
  for (let first = 0; first < count; first += width) {
    for (let group = 0; group < width; group += 4) {
      packFour(
        source + <usize>(first + group) * stride,
        panels + <usize>group * 4,
        count - first - group,
        depth,
        stride,
        step,
      );
    }
    panels += <usize>depth * step;
  }
}

/** Four rows (`present` of them real) become one column of four each `step` bytes. */
function packFour(from: usize, to: usize, present: i32, depth: i32, stride: usize, step: usize): void {
  let k = 0;
  if (present >= 4) {
    for (; k + 4 <= depth; k += 4) {
      const a = v128.load(from);
      const b = v128.load(from + stride);
      const c = v128.load(from + 2 * stride);
      const d = v128.load(from + 3 * stride);
      const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<i64>(ab0, cd0, 0, 2));
      v128.store(to + step, v128.shuffle<i64>(ab0, cd0, 1, 3));
      v128.store(to + 2 * step, v128.shuffle<i64>(ab1, cd1, 0, 2));
      v128.store(to + 3 * step, v128.shuffle<i64>(ab1, cd1, 1, 3));
      from += 16;
      to += 4 * step;
    }
  }
  for (; k < depth; k++) {
    for (let i = 0; i < 4; i++) {
      store<f32>(to + <usize>i * 4, i < present ? load<f32>(from + <usize>i * stride) : 0);
    }
    from += 4;
    to += step;
  }
}

/** Bytes of so many rows or columns of this depth in panels. */
export function panelBytes(count: i32, depth: i32, width: i32): usize {
  return <usize>roundUp(count, width) * depth * 4;
}

export function roundUp(count: i32, width: i32): i32 {
  return ((count + width - 1) / width) * width;
}

/**
 * What the sums of columns `first` … start from: their bias (none at 0), and zero where there is no column. A bias of -0
 * counts as 0: no sum is ever -0, so that adding ±0 changes none.
 */
export function fillStrip(strip: usize, width: i32, bias: usize, first: i32, columns: i32): void {
  for (let j = 0; j < width; j++) {
    const present = bias != 0 && j < columns;
    store<f32>(strip + <usize>j * 4, present ? <f32>0 + load<f32>(bias + <usize>(first + j) * 4) : 0);
  }
}
