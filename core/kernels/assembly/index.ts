/** What the module exports: see ../kernels.ts for what each one computes. */
export { adamStep } from './adam';
export {
  addScaled,
  columnSums,
  moveTowards,
  reluBackward,
  scale,
  sumOfSquares,
  tanhBackward,
} from './elementwise';
export { matmulNN, matmulNT, matmulTN } from './matmul';
export { tanhForward } from './tanh';

/** The first byte that no constant of the module lies in. */
export function heapBase(): usize {
  return __heap_base;
}
