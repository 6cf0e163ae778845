/** The exact solvers: cost of a backup and its growth with the number of states, against a naive dense loop. */
import { pathToFileURL } from 'node:url';
import { finiteHorizon, SoftQSolver, softPolicyIteration, softQIteration } from '../core/inference/index.ts';
import type { FiniteWorld } from '../core/mdp/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';
import { slipperyGrid } from './slippery-grid.ts';

const actions = 5;
const discount = 0.95;
const temperature = 1;

/** Milliseconds of one call: the best of several batches, each of at least 50 ms. */
function milliseconds(call: () => void): number {
  call();
  let best = Number.POSITIVE_INFINITY;
  for (let batch = 0; batch < 5; batch++) {
    let calls = 0;
    const start = performance.now();
    let elapsed = 0;
    while (elapsed < 50) {
      call();
      calls++;
      elapsed = performance.now() - start;
    }
    best = Math.min(best, elapsed / calls);
  }
  return best;
}

/** One Gauss-Seidel sweep, in ns for each (s,a). */
function sparseBackup({ mdp, trueReward }: FiniteWorld, alpha: number): number {
  const solver = new SoftQSolver(
    { mdp, reward: trueReward!, discount, temperature: alpha, prior: null, tolerance: 1e-300 },
    null,
  );
  return (milliseconds(() => solver.step()) * 1e6) / (mdp.stateCount * actions);
}

/** The same backup as the equation is written: nested arrays, every successor, all exponentials. */
function denseBackup({ mdp, trueReward }: FiniteWorld): number {
  const { stateCount, rowStart, successor, probability } = mdp;
  const p = Array.from({ length: stateCount }, (_, s) =>
    Array.from({ length: actions }, (_, a) => {
      const row = new Array<number>(stateCount).fill(0);
      const r = s * actions + a;
      for (let k = rowStart[r]; k < rowStart[r + 1]; k++) row[successor[k]] = probability[k];
      return row;
    }),
  );
  let value = new Array<number>(stateCount).fill(0);
  const sweep = () => {
    value = p.map((rows, s) => {
      const q = rows.map((row, a) => {
        let expected = 0;
        for (let next = 0; next < stateCount; next++) expected += row[next] * value[next];
        return trueReward![s * actions + a] + discount * expected;
      });
      const best = Math.max(...q);
      return best + temperature * Math.log(q.reduce((sum, x) => sum + Math.exp((x - best) / temperature), 0));
    });
  };
  return (milliseconds(sweep) * 1e6) / (stateCount * actions);
}

const measure = (
  name: string,
  value: number,
  unit: string,
  target: number | null,
  better: 'lower' | 'higher' = 'lower',
): Measurement => ({ name, value, unit, target, better });

function backups(): Measurement[] {
  const sides = [10, 32, 100, 316];
  const worlds = sides.map(slipperyGrid);
  const soft = worlds.map((world) => sparseBackup(world, temperature));
  const dense = worlds.slice(0, 2).map(denseBackup);
  return [
    ...soft.map((ns, i) =>
      measure(
        `soft backup, ${sides[i] ** 2} states, ${actions} actions`,
        ns,
        'ns',
        sides[i] === 100 ? 40 : null,
      ),
    ),
    measure('hard backup, 10000 states', sparseBackup(worlds[2], 0), 'ns', null),
    measure('cost of a backup, 100k against 100 states', soft[3] / soft[0], 'x', 2),
    ...dense.map((ns, i) => measure(`naive dense backup, ${sides[i] ** 2} states`, ns, 'ns', null)),
    measure('sparse against dense, 1024 states', dense[1] / soft[1], 'x', null, 'higher'),
  ];
}

function solves(): Measurement[] {
  const { mdp, trueReward } = slipperyGrid(100);
  const problem = {
    mdp,
    reward: trueReward!,
    temperature: 0.1,
    prior: null,
    tolerance: 1e-6,
    maxIterations: 1e6,
  };
  const once = (call: () => void) => {
    const start = performance.now();
    call();
    return performance.now() - start;
  };
  const horizon = (backup: 'causal' | 'posterior') =>
    (milliseconds(() => {
      finiteHorizon({ ...problem, discount: 1, horizon: 20, backup });
    }) *
      1e6) /
    (20 * mdp.stateCount * actions);
  return [
    measure('causal message, 10000 states', horizon('causal'), 'ns', null),
    measure('posterior message, 10000 states', horizon('posterior'), 'ns', null),
    ...[0.95, 0.99].map((gamma) =>
      measure(
        `soft Q-iteration to 1e-6, discount ${gamma}`,
        once(() => softQIteration({ ...problem, discount: gamma })),
        'ms',
        null,
      ),
    ),
    ...[0.95, 0.99, 0.9999].map((gamma) =>
      measure(
        `soft policy iteration to 1e-6, discount ${gamma}`,
        once(() => softPolicyIteration({ ...problem, discount: gamma })),
        'ms',
        null,
      ),
    ),
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'backups', run: backups },
  { name: 'solves', run: solves },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured: Measurement[] = [];
  for (const { run } of benchmarks) measured.push(...(await run()));
  console.log(report(measured));
}
