import { readFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

/** The module that the sources in core/kernels/assembly compile to: same sources and compiler, same bytes. */
export async function compileKernels(root: string): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      'core/kernels/assembly/index.ts',
      '--outFile=kernels.wasm',
      '-O3',
      '--runtime=stub',
      '--enable=simd',
      '--disable=relaxed-simd',
      '--noAssert',
      '--use=abort=',
    ],
    {
      readFile: (name, base) => readFile(`${root}/${base}/${name}`, 'utf8').catch(() => null),
      writeFile: (_, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error !== null || binary === null)
    throw new Error(`The kernels do not compile.\n${stderr.toString()}`, { cause: error });
  return binary;
}
