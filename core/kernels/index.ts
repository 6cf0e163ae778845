export { Heap } from './heap.ts';
export { type KernelMemory, type Kernels, workspaceFloats } from './kernels.ts';
export { kernelBytes, loadKernels } from './load.ts';
