/** npm run kernels: compiles core/kernels/assembly and writes the module into core/kernels/module.ts. */
import { writeFile } from 'node:fs/promises';
import { compileKernels } from './support/compile-kernels.ts';
import { repositoryRoot } from './support/paths.ts';

const binary = await compileKernels(repositoryRoot);
await writeFile(
  `${repositoryRoot}/core/kernels/module.ts`,
  `/** Written by \`npm run kernels\` from core/kernels/assembly; a test compiles it again and compares. */
export const kernelModule =
  '${Buffer.from(binary).toString('base64')}';
`,
);
console.log(`The kernels compile to ${binary.length} bytes.`);
