import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { icnsFile, icoFile } from './icon-files.ts';

const picture = (size: number, fill: number, length: number) => ({
  size,
  png: new Uint8Array(length).fill(fill),
});

test('an .ico points at each picture', () => {
  const file = Buffer.from(icoFile([picture(16, 1, 5), picture(256, 2, 7)]));
  expect(file.readUInt16LE(2)).toBe(1);
  expect(file.readUInt16LE(4)).toBe(2);
  expect(file.readUInt8(6)).toBe(16);
  expect(file.readUInt8(22)).toBe(0);
  const [at, length] = [file.readUInt32LE(22 + 12), file.readUInt32LE(22 + 8)];
  expect([...file.subarray(at, at + length)]).toEqual(Array(7).fill(2));
  expect(file).toHaveLength(6 + 32 + 12);
  expect(() => icoFile([picture(512, 1, 1)])).toThrow('512');
});

test('an .icns holds tagged pictures and its own length', () => {
  const file = Buffer.from(icnsFile([picture(128, 1, 3), picture(1024, 2, 4)]));
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  expect(file.toString('latin1', 8, 12)).toBe('ic07');
  expect(file.readUInt32BE(12)).toBe(11);
  expect(file.toString('latin1', 19, 23)).toBe('ic10');
  expect(() => icnsFile([picture(100, 1, 1)])).toThrow('100');
});

test('the icons of the app are what their names say', () => {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url));
  expect(read('icon.png').toString('latin1', 1, 4)).toBe('PNG');
  expect(read('icon.png').readUInt32BE(16)).toBe(1024);
  expect(read('icon.ico').readUInt16LE(2)).toBe(1);
  expect(read('icon.icns').readUInt32BE(4)).toBe(read('icon.icns').length);
});
