import { expect, test } from 'vitest';
import { unpackedPath } from './unpacked-path.ts';

test('inside an archive the path leads beside it, elsewhere it stays', () => {
  expect(unpackedPath('/opt/Apprentice/resources/app.asar/dist/core/process.js')).toBe(
    '/opt/Apprentice/resources/app.asar.unpacked/dist/core/process.js',
  );
  expect(unpackedPath('C:\\A\\app.asar\\dist\\core\\process.js')).toBe(
    'C:\\A\\app.asar.unpacked\\dist\\core\\process.js',
  );
  expect(unpackedPath('/home/a/apprentice/dist/core/process.js')).toBe(
    '/home/a/apprentice/dist/core/process.js',
  );
});
