import { LabError } from '../base/errors.ts';
import {
  decodeNetwork,
  encodeNetwork,
  type NetworkShape,
  type SavedNetwork,
  sameShape,
} from '../networks/index.ts';

/** The whole state of a resumable training: plain JSON, named arrays, named networks. */
export interface PackedState {
  readonly json: unknown;
  readonly arrays: Readonly<Record<string, Float32Array | Float64Array>>;
  readonly networks: Readonly<Record<string, SavedNetwork>>;
}

const magic = 0x31_57_46_43; // "CFW1"

/** The kinds of parts, and the bytes of one number of each. */
const sizes = { f32: 4, f64: 8, network: 1 } as const;
type Part = readonly [name: string, kind: keyof typeof sizes, bytes: number];

/** The state as bytes: magic, length of the header, header as JSON, the parts one after another; little-endian. */
export function packState({ json, arrays, networks }: PackedState): Uint8Array {
  const bodies: [Part, Uint8Array][] = [
    ...Object.entries(arrays).map(([name, x]): [Part, Uint8Array] => {
      const bytes = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
      return [[name, x instanceof Float32Array ? 'f32' : 'f64', x.byteLength], bytes];
    }),
    ...Object.entries(networks).map(([name, saved]): [Part, Uint8Array] => {
      const bytes = encodeNetwork(saved);
      return [[name, 'network', bytes.length], bytes];
    }),
  ];
  const parts = bodies.map(([part]) => part);
  const header = new TextEncoder().encode(JSON.stringify({ json, parts }));
  const total = parts.reduce((sum, [, , bytes]) => sum + bytes, 8 + header.length);
  const packed = new Uint8Array(total);
  const view = new DataView(packed.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  packed.set(header, 8);
  let at = 8 + header.length;
  for (const [, body] of bodies) {
    packed.set(body, at);
    at += body.length;
  }
  return packed;
}

/** The inverse of {@link packState}, bit for bit. @throws LabError InvalidInput for anything else */
export function unpackState(packed: Uint8Array): PackedState {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 8 || view.getUint32(0, true) !== magic) throw damaged();
  let at = 8 + view.getUint32(4, true);
  if (at > packed.length) throw damaged();
  const { json, parts } = parseHeader(packed.subarray(8, at));
  const arrays: Record<string, Float32Array | Float64Array> = {};
  const networks: Record<string, SavedNetwork> = {};
  for (const [name, kind, bytes] of parts) {
    if (at + bytes > packed.length) throw damaged();
    // A copy: typed arrays need their alignment, and nobody should hold on to the whole checkpoint.
    const body = packed.slice(at, at + bytes);
    if (kind === 'network') networks[name] = decodeNetwork(body);
    else arrays[name] = kind === 'f32' ? new Float32Array(body.buffer) : new Float64Array(body.buffer);
    at += bytes;
  }
  if (at !== packed.length) throw damaged();
  return { json, arrays, networks };
}

function parseHeader(bytes: Uint8Array): { json: unknown; parts: readonly Part[] } {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes)) as { json: unknown; parts: Part[] };
    if (Array.isArray(header.parts) && header.parts.every(isPart)) return header;
  } catch (cause) {
    throw damaged(cause);
  }
  throw damaged();
}

function isPart(part: unknown): part is Part {
  if (!Array.isArray(part) || part.length !== 3) return false;
  const [name, kind, bytes] = part as unknown[];
  const size = Object.entries(sizes).find(([each]) => each === kind)?.[1];
  return (
    typeof name === 'string' &&
    size !== undefined &&
    Number(bytes) >= 0 &&
    Number.isInteger(Number(bytes) / size)
  );
}

/**
 * The networks of a state, when they are just those of the given names and shapes.
 *
 * @throws LabError InvalidInput for other networks: the state belongs to other settings or another environment
 */
export function networksOf<Name extends string>(
  { networks }: PackedState,
  shapes: Readonly<Record<Name, NetworkShape>>,
): Readonly<Record<Name, SavedNetwork>> {
  const names = Object.keys(shapes) as Name[];
  const fit = names.every((name) => name in networks && sameShape(networks[name].shape, shapes[name]));
  if (fit && Object.keys(networks).length === names.length) return networks as Record<Name, SavedNetwork>;
  throw new LabError('InvalidInput', 'This checkpoint belongs to networks of another shape.', {
    remedy: 'Resume with the settings and the environment that it was written for.',
  });
}

function damaged(cause?: unknown): LabError {
  return new LabError('InvalidInput', 'This checkpoint is damaged or was not written by the lab.', { cause });
}
