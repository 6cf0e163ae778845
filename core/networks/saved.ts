import { LabError } from '../base/errors.ts';
import { type NetworkShape, parameterCountOf, parseShape } from './shape.ts';

/** A network at rest. The three arrays are as long as the parameters; `mean` and `square` are the moments of Adam. */
export interface SavedNetwork {
  readonly shape: NetworkShape;
  readonly parameters: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly adamSteps: number;
}

const magic = 0x31_54_45_4e; // "NET1"

/** A saved network as bytes: magic, length of the header, header as JSON, three arrays of f32, all little-endian. */
export function encodeNetwork(saved: SavedNetwork): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ shape: saved.shape, adamSteps: saved.adamSteps }));
  const arrays = [saved.parameters, saved.mean, saved.square];
  const count = arrays.reduce((sum, array) => sum + array.length, 0);
  const bytes = new Uint8Array(8 + header.length + 4 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const array of arrays) {
    for (const value of array) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/** The inverse of {@link encodeNetwork}, bit for bit; `InvalidInput` for anything else. */
export function decodeNetwork(bytes: Uint8Array): SavedNetwork {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== magic) throw damaged();
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw damaged();
  const { shape, adamSteps } = parseHeader(bytes.subarray(8, end));
  const count = parameterCountOf(shape);
  if (bytes.length !== end + 12 * count) throw damaged();
  const [parameters, mean, square] = [0, 1, 2].map((which) => {
    const from = end + 4 * count * which;
    return Float32Array.from({ length: count }, (_, i) => view.getFloat32(from + 4 * i, true));
  });
  return { shape, parameters, mean, square, adamSteps };
}

function parseHeader(bytes: Uint8Array): { shape: NetworkShape; adamSteps: number } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw damaged();
  }
  if (typeof header !== 'object' || header === null) throw damaged();
  const { shape, adamSteps } = header as { shape?: unknown; adamSteps?: unknown };
  if (typeof adamSteps !== 'number' || !Number.isInteger(adamSteps) || adamSteps < 0) throw damaged();
  return { shape: parseShape(shape), adamSteps };
}

function damaged(): LabError {
  return new LabError('InvalidInput', 'This network is damaged or was not written by the lab.');
}
