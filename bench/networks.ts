/** Networks: products of the kernels, and a SAC-shaped update with our kernels against TensorFlow.js in WebAssembly. */
import { pathToFileURL } from 'node:url';
import { Random } from '../core/base/random.ts';
import { Heap, loadKernels, workspaceFloats } from '../core/kernels/index.ts';
import { createFusedEngine, createTensorFlowEngine, type Engine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';
import { createUpdate } from './sac-shaped-update.ts';
import { withStockProducts } from './stock-products.ts';

/** The best of several repetitions in ms: what disturbs a measurement only ever adds. */
function bestOf(repetitions: number, call: () => void): number {
  call();
  let best = Infinity;
  for (let i = 0; i < repetitions; i++) {
    const start = performance.now();
    call();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Every variant of the product at one size, packing included. */
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
  const work = heap.allocate(workspaceFloats(size, size, size));
  const variants: [string, () => void][] = [
    ['A B + bias', () => kernels.matmulNN(a, b, c, size, size, size, bias, 0, work)],
    ['relu(A B + bias)', () => kernels.matmulNN(a, b, c, size, size, size, bias, 1, work)],
    ['Aᵀ B', () => kernels.matmulTN(a, b, c, size, size, size, work)],
    ['A Bᵀ', () => kernels.matmulNT(a, b, c, size, size, size, work)],
  ];
  const rounds = Math.ceil(2e7 / size ** 3);
  return variants.map(([name, product]) => {
    const time = bestOf(20, () => {
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

/** The same update by both engines and by TensorFlow.js as it multiplies by itself, and how many times faster ours is. */
async function update(width: number, rows: number, aim: number): Promise<Measurement[]> {
  const time = (engine: Engine, repetitions: number): number => {
    const step = createUpdate({ engine, observations: 17, actions: 6, width, rows });
    step();
    const best = bestOf(repetitions, step);
    engine.dispose();
    return best;
  };
  const fused = time(await createFusedEngine(), 40);
  const tensors = time(await createTensorFlowEngine(['wasm']), 5);
  const stock = time(withStockProducts(await createTensorFlowEngine(['wasm'])), 3);
  const about = `SAC-shaped update, 2x${width}, batch ${rows}`;
  const measure = (name: string, value: number, unit: 'ms' | 'x', target: number | null): Measurement => ({
    name: `${about}: ${name}`,
    value,
    unit,
    better: unit === 'ms' ? 'lower' : 'higher',
    target,
  });
  return [
    measure('fused', fused, 'ms', aim),
    measure('TensorFlow.js wasm, products of its own gradients', stock, 'ms', null),
    measure('TensorFlow.js wasm, our engine', tensors, 'ms', null),
    measure('fused against its own gradients', stock / fused, 'x', 10),
    measure('fused against our TensorFlow.js engine', tensors / fused, 'x', null),
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'matrix products', run: async () => [...(await products(64)), ...(await products(256))] },
  { name: 'SAC-shaped update 2x64, batch 64', run: () => update(64, 64, 0.6) },
  { name: 'SAC-shaped update 2x64, batch 256', run: () => update(64, 256, 2.3) },
  { name: 'SAC-shaped update 2x256, batch 256', run: () => update(256, 256, 18) },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured: Measurement[] = [];
  for (const { run } of benchmarks) measured.push(...(await run()));
  console.log(report(measured));
}
