/** Typed arrays to bytes and back. Every platform the lab runs on is little-endian, and so is the file. */

export type NumberArray = Int32Array | Float32Array | Float64Array;
export type ValueArray = Int32Array | Float32Array;

/** The bytes of a typed array, shared with it. */
export function bytesOf(values: NumberArray): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A new array for observations or actions. */
export function valueArray(dtype: 'i32' | 'f32', length: number): ValueArray {
  return dtype === 'i32' ? new Int32Array(length) : new Float32Array(length);
}

/** The dtype of an array of observations or actions. */
export function dtypeOf(values: ValueArray): 'i32' | 'f32' {
  return values instanceof Int32Array ? 'i32' : 'f32';
}

/**
 * Copies packed numbers into `target`, from its element `at`. Bytes are copied as they are, so NaN payloads survive
 * and the source need not be aligned.
 */
export function unpackInto(target: NumberArray, at: number, source: Uint8Array): void {
  bytesOf(target).set(source, at * target.BYTES_PER_ELEMENT);
}

/** Packed numbers as a new f64 array. */
export function unpackFloat64(source: Uint8Array): Float64Array {
  const target = new Float64Array(source.byteLength / 8);
  unpackInto(target, 0, source);
  return target;
}

/** Packed numbers as a new array of observations or actions. */
export function unpackValues(dtype: 'i32' | 'f32', source: Uint8Array): ValueArray {
  const target = valueArray(dtype, source.byteLength / 4);
  unpackInto(target, 0, source);
  return target;
}
