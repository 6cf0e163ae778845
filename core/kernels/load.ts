import { LabError } from '../base/errors.ts';
import type { Kernels } from './kernels.ts';
import { kernelModule } from './module.ts';

/** What is used of WebAssembly; Node and pages have it, and neither's type library is asked for. */
interface WebAssemblyHere {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: object }>;
}

let compiled: Promise<object> | null = null;

/**
 * The kernels with a memory of their own; nothing is shared between two calls. Works in Node, in workers and in pages
 * (there under a policy with `wasm-unsafe-eval`): the module travels inside the code, so that no file has to be found.
 *
 * @throws LabError `Internal` where WebAssembly or its SIMD is missing
 */
export async function loadKernels(): Promise<Kernels> {
  const webAssembly = (globalThis as { WebAssembly?: WebAssemblyHere }).WebAssembly;
  try {
    if (webAssembly === undefined) throw new Error('there is no WebAssembly here');
    compiled ??= webAssembly.compile(kernelBytes());
    const { exports } = await webAssembly.instantiate(await compiled, {});
    return exports as Kernels;
  } catch (cause) {
    throw new LabError('Internal', `The numeric kernels could not be loaded: ${String(cause)}.`, {
      remedy: 'They need WebAssembly with 128-bit SIMD: Node 16.4 or Chromium 91 and later.',
      cause,
    });
  }
}

/** The compiled module. */
export function kernelBytes(): Uint8Array {
  return Uint8Array.from(atob(kernelModule), (letter) => letter.charCodeAt(0));
}
