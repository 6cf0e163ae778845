/** MaxEnt IRL: iterations a second on grids, against the same iteration written as dense nested loops. */
import { pathToFileURL } from 'node:url';
import { Random } from '../core/base/random.ts';
import {
  type MaxEntSettings,
  MaxEntTrainer,
  maxEntDefaults,
  type Trajectory,
} from '../core/inverse/maxent/index.ts';
import type { FiniteWorld } from '../core/mdp/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';
import { slipperyGrid } from './slippery-grid.ts';

const actions = 5;
const demonstrationCount = 40;

/** Demonstrations of random actions: the work of an iteration does not depend on what they show. */
function demonstrationsOf({ mdp }: FiniteWorld, steps: number): Trajectory[] {
  const random = Random.fromSeed(1);
  return Array.from({ length: demonstrationCount }, () => {
    const states = new Int32Array(steps + 1);
    const taken = new Int32Array(steps);
    states[0] = random.categorical(mdp.initial, 0, mdp.stateCount);
    for (let t = 0; t < steps; t++) {
      taken[t] = random.integer(actions);
      const row = states[t] * actions + taken[t];
      const from = mdp.rowStart[row];
      states[t + 1] =
        mdp.successor[from + random.categorical(mdp.probability, from, mdp.rowStart[row + 1] - from)];
    }
    return { states, actions: taken, terminated: false };
  });
}

/** Iterations a second of training: Adam, whose every iteration is one evaluation of likelihood and gradient. */
function iterationsPerSecond(world: FiniteWorld, steps: number, settings: Partial<MaxEntSettings>): number {
  const trainer = new MaxEntTrainer({
    mdp: world.mdp,
    features: world.features,
    demonstrations: demonstrationsOf(world, steps),
    heldOut: [],
    settings: {
      ...maxEntDefaults(),
      optimiser: 'adam',
      stepSize: 1e-3,
      maxIterations: 100_000,
      gradientTolerance: 1e-12,
      ...settings,
    },
    initialWeights: null,
  });
  for (let i = 0; i < 5; i++) trainer.step();
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < 1000) {
    trainer.step();
    count++;
  }
  return (1000 * count) / (performance.now() - start);
}

/** Dense [S][A][S] transition probabilities. */
function denseTransitions({ mdp }: FiniteWorld): number[][][] {
  return Array.from({ length: mdp.stateCount }, (_, s) =>
    Array.from({ length: actions }, (__, a) => {
      const row = new Array<number>(mdp.stateCount).fill(0);
      for (let k = mdp.rowStart[s * actions + a]; k < mdp.rowStart[s * actions + a + 1]; k++) {
        row[mdp.successor[k]] += mdp.probability[k];
      }
      return row;
    }),
  );
}

/** One iteration as the equations are written: backward over t, then visitation forward, every successor looked at. */
function naiveIteration(P: number[][][], reward: number[], start: number[], steps: number): number[] {
  const S = P.length;
  let value = new Array<number>(S).fill(0);
  const policies: number[][][] = [];
  for (let t = 0; t < steps; t++) {
    const next = value;
    const q = P.map((rows, s) =>
      rows.map((row) => reward[s] + row.reduce((sum, p, s2) => sum + p * next[s2], 0)),
    );
    value = q.map((row) => {
      const max = Math.max(...row);
      return max + Math.log(row.reduce((sum, x) => sum + Math.exp(x - max), 0));
    });
    policies.unshift(q.map((row, s) => row.map((x) => Math.exp(x - value[s]))));
  }
  let mass = start;
  const visits = new Array<number>(S).fill(0);
  for (const policy of policies) {
    const next = new Array<number>(S).fill(0);
    for (let s = 0; s < S; s++) {
      visits[s] += mass[s];
      for (let a = 0; a < actions; a++) {
        for (let s2 = 0; s2 < S; s2++) next[s2] += mass[s] * policy[s][a] * P[s][a][s2];
      }
    }
    mass = next;
  }
  return visits;
}

/** Iterations a second of the naive one: as many as fit in a second and a half, one at least. */
function naivePerSecond(world: FiniteWorld, steps: number): number {
  const P = denseTransitions(world);
  const reward = Array.from({ length: P.length }, (_, s) => Math.sin(s));
  const initial = Array.from(world.mdp.initial);
  const begin = performance.now();
  let count = 0;
  while (count === 0 || performance.now() - begin < 1500) {
    naiveIteration(P, reward, initial, steps);
    count++;
  }
  return (1000 * count) / (performance.now() - begin);
}

function iterations(side: number, steps: number): Measurement[] {
  const world = slipperyGrid(side);
  const measure = (name: string, value: number, unit: string): Measurement => ({
    name: `${name}, ${side}x${side}`,
    value,
    unit,
    better: 'higher',
    target: null,
  });
  const causal = iterationsPerSecond(world, steps, {});
  const naive = naivePerSecond(world, steps);
  const others: [string, Partial<MaxEntSettings>][] = [
    [`causal feature matching, ${steps} steps`, { objective: 'feature-matching' }],
    [`posterior likelihood, ${steps} steps`, { model: 'posterior' }],
    ['causal likelihood, discount 0.95', { horizonKind: 'discounted' }],
    ['causal likelihood, discount 0.9999', { horizonKind: 'discounted', discount: 0.9999 }],
  ];
  return [
    measure(`causal likelihood, ${steps} steps`, causal, 'iterations/s'),
    ...others.map(([name, settings]) =>
      measure(name, iterationsPerSecond(world, steps, settings), 'iterations/s'),
    ),
    measure(`naive dense iteration, ${steps} steps`, naive, 'iterations/s'),
    measure('sparse against dense', causal / naive, 'x'),
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'MaxEnt IRL on 10x10', run: () => iterations(10, 30) },
  { name: 'MaxEnt IRL on 32x32', run: () => iterations(32, 64) },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured: Measurement[] = [];
  for (const { run } of benchmarks) measured.push(...(await run()));
  console.log(report(measured));
}
