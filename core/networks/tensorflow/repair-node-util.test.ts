import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { repairNodeUtil } from './repair-node-util.ts';

test('a package that requires util finds isNullOrUndefined', async () => {
  await repairNodeUtil();
  const util = createRequire(import.meta.url)('node:util') as {
    isNullOrUndefined: (value: unknown) => boolean;
  };
  expect([null, undefined, 0, '', false].map(util.isNullOrUndefined)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
