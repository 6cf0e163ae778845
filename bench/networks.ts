/** Networks: products of the kernels, and an update of soft actor-critic against TensorFlow.js in WebAssembly. */
import { pathToFileURL } from 'node:url';
import { Random } from '../core/base/random.ts';
import { Heap, loadKernels, workspaceFloats } from '../core/kernels/index.ts';
import { createFusedEngine, createTensorFlowEngine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';
import { learnerUpdate, madeUp } from './sac-update.ts';
import { registerTensorFlowGradients } from './tensorflow-gradients.ts';
import { tensorFlowUpdate } from './tensorflow-sac-update.ts';

/** Processor time of this process, all threads, ms: other work on the machine hardly counts in it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processor time of one turn, ms. */
const turn = 300;

/** The best in ms of as many repetitions as fit in so much processor time, two at least: what disturbs only ever adds. */
function bestWithin(time: number, call: () => void): number {
  let best = Infinity;
  const end = processorTime() + time;
  for (let k = 0; k < 2 || processorTime() < end; k++) {
    const start = processorTime();
    call();
    best = Math.min(best, processorTime() - start);
  }
  return best;
}

/** Every variant of the product at one size, packing included; with half of A zeros these count as if multiplied. */
async function products(size: number): Promise<Measurement[]> {
  const kernels = await loadKernels();
  const heap = new Heap(kernels);
  const random = Random.fromSeed(1);
  const matrix = () => {
    const at = heap.allocate(size * size);
    heap.view(at, size * size).forEach((_, i, all) => {
      all[i] = random.normal();
    });
    return at;
  };
  const [a, b, c, bias] = [matrix(), matrix(), matrix(), matrix()];
  const half = matrix();
  heap.view(half, size * size).forEach((x, i, all) => {
    all[i] = Math.max(x, 0);
  });
  const work = heap.allocate(workspaceFloats(size, size, size));
  const variants: [string, () => void][] = [
    ['A B + bias', () => kernels.matmulNN(a, b, c, size, size, size, bias, 0, work)],
    ['relu(A B + bias)', () => kernels.matmulNN(a, b, c, size, size, size, bias, 1, work)],
    ['Aᵀ B', () => kernels.matmulTN(a, b, c, size, size, size, work)],
    ['A Bᵀ', () => kernels.matmulNT(a, b, c, size, size, size, work)],
    ['relu(A) B', () => kernels.matmulNN(half, b, c, size, size, size, 0, 0, work)],
    ['relu(A)ᵀ B', () => kernels.matmulTN(half, b, c, size, size, size, work)],
    ['relu(A) Bᵀ', () => kernels.matmulNT(half, b, c, size, size, size, work)],
  ];
  const rounds = Math.ceil(2e7 / size ** 3);
  return variants.map(([name, product]) => {
    const time = bestWithin(turn, () => {
      for (let i = 0; i < rounds; i++) product();
    });
    return {
      name: `${name}, ${size}x${size}x${size}`,
      value: (2 * size ** 3 * rounds) / time / 1e6,
      unit: 'GFLOP/s',
      better: 'higher',
      target: null,
    };
  });
}

/**
 * One update of soft actor-critic by the learner with either engine, and as one writes it in TensorFlow.js with its own
 * gradients; the three take turns of equal time, so that whatever else the machine does meets them alike, and what is
 * compiled as it runs has warmed up as in training.
 */
async function update(width: number, rows: number, aim: number): Promise<Measurement[]> {
  const size = { observations: 17, actions: 6, width, rows };
  const batch = madeUp(size);
  const [ours, tensors] = [await createFusedEngine(), await createTensorFlowEngine(['wasm'])];
  await registerTensorFlowGradients();
  const fused = learnerUpdate(ours, size, batch);
  const other = learnerUpdate(tensors, size, batch);
  const stock = tensorFlowUpdate(tensors.loaded, size, batch);
  const best = { fused: Infinity, other: Infinity, stock: Infinity };
  for (let round = 0; round < 8; round++) {
    best.fused = Math.min(best.fused, bestWithin(turn, fused));
    best.other = Math.min(best.other, bestWithin(turn, other));
    best.stock = Math.min(best.stock, bestWithin(turn, stock));
  }
  ours.dispose();
  tensors.dispose();
  const about = `SAC update, 2x${width}, batch ${rows}`;
  const measure = (name: string, value: number, unit: 'ms' | 'x', target: number | null): Measurement => ({
    name: `${about}: ${name}`,
    value,
    unit,
    better: unit === 'ms' ? 'lower' : 'higher',
    target,
  });
  return [
    measure('fused', best.fused, 'ms', aim),
    measure('TensorFlow.js wasm, its own gradients', best.stock, 'ms', null),
    measure('TensorFlow.js wasm, our engine', best.other, 'ms', null),
    measure('fused against its own gradients', best.stock / best.fused, 'x', 10),
    measure('fused against our TensorFlow.js engine', best.other / best.fused, 'x', null),
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'matrix products', run: async () => [...(await products(64)), ...(await products(256))] },
  { name: 'SAC update 2x64, batch 64', run: () => update(64, 64, 0.6) },
  { name: 'SAC update 2x64, batch 256', run: () => update(64, 256, 2.3) },
  { name: 'SAC update 2x256, batch 256', run: () => update(256, 256, 18) },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured: Measurement[] = [];
  for (const { run } of benchmarks) measured.push(...(await run()));
  console.log(report(measured));
}
