/** How typed arrays cross a host: as base64 of their bytes, with their dtype. Both ends of every host use these. */
import type { StandardRPCCustomJsonSerializer } from '@orpc/client/standard';

type WireArray = Int32Array | Float32Array | Float64Array;
type WireArrayType = new (buffer: ArrayBuffer) => WireArray;

/** Arguments per call of `String.fromCharCode`, well under every engine's limit. */
const chunk = 0x4000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += chunk) text += String.fromCharCode(...bytes.subarray(i, i + chunk));
  return btoa(text);
}

function fromBase64(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}

function serializer(type: number, arrayType: WireArrayType): StandardRPCCustomJsonSerializer {
  return {
    type,
    condition: (data) => data instanceof arrayType,
    serialize: (data: WireArray) => toBase64(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
    deserialize: (data: string) => new arrayType(fromBase64(data)),
  };
}

// Numbers below 20 belong to oRPC's own types.
export const typedArraySerializers: readonly StandardRPCCustomJsonSerializer[] = [
  serializer(21, Int32Array),
  serializer(22, Float32Array),
  serializer(23, Float64Array),
];
