/** The containers that Windows and macOS want icons in; both hold PNG pictures as they are. */

export interface Picture {
  /** Width and height in pixels. */
  readonly size: number;
  readonly png: Uint8Array;
}

/** An .ico of pictures up to 256 pixels: a directory of 16 bytes each, then the pictures. */
export function icoFile(pictures: readonly Picture[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(6 + 16 * pictures.length));
  header.setUint16(2, 1, true);
  header.setUint16(4, pictures.length, true);
  let offset = header.byteLength;
  pictures.forEach(({ size, png }, i) => {
    if (size > 256) throw new RangeError(`An .ico holds no picture of ${size} pixels.`);
    const at = 6 + 16 * i;
    // 0 stands for 256.
    header.setUint8(at, size % 256);
    header.setUint8(at + 1, size % 256);
    header.setUint16(at + 4, 1, true);
    header.setUint16(at + 6, 32, true);
    header.setUint32(at + 8, png.byteLength, true);
    header.setUint32(at + 12, offset, true);
    offset += png.byteLength;
  });
  return Buffer.concat([new Uint8Array(header.buffer), ...pictures.map(({ png }) => png)]);
}

/** Codes of PNG pictures in an .icns, by size in pixels. */
const icnsTypes: Readonly<Record<number, string>> = {
  16: 'icp4',
  32: 'icp5',
  64: 'icp6',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};

/** An .icns: a code and a length before each picture, and before all of them. */
export function icnsFile(pictures: readonly Picture[]): Uint8Array {
  const parts = pictures.map(({ size, png }) => {
    const type = icnsTypes[size];
    if (type === undefined) throw new RangeError(`An .icns holds no picture of ${size} pixels.`);
    return tagged(type, png);
  });
  return tagged('icns', Buffer.concat(parts));
}

function tagged(type: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.byteLength, 4);
  return Buffer.concat([head, content]);
}
