import { expect, test } from 'vitest';
import { kernelBytes } from '../../core/kernels/index.ts';
import { compileKernels } from './compile-kernels.ts';
import { repositoryRoot } from './paths.ts';

test('the kernels in the repository are what their sources compile to (else: npm run kernels)', async () => {
  const compiled = await compileKernels(repositoryRoot);
  expect(Buffer.from(kernelBytes()).equals(Buffer.from(compiled))).toBe(true);
});
