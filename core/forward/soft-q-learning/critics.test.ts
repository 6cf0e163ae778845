import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { createFusedEngine, type NetworkShape } from '../../networks/index.ts';
import { Critics, meanQ } from './critics.ts';
import { normals } from './rows.ts';
import { softQDefaults } from './spec.ts';

const rows = 6;
const shape: NetworkShape = { inputs: 3, hidden: [8], outputs: 2, activation: 'tanh' };
const settings = { ...softQDefaults(), critics: 'smaller', targetRate: 0.5 } as const;

test('two critics: targets are the smaller Q of both, behaviour and the Q handed out their mean', async () => {
  const engine = await createFusedEngine();
  const random = Random.fromSeed(1);
  const critics = new Critics(engine, shape, settings, 4);
  const inputs = normals(rows * 3, random);
  const at = Array.from({ length: rows }, (_, i) => 2 * i + (i % 2));
  for (let k = 0; k < 20; k++) critics.regress({ inputs, targets: normals(rows, random), at }, 0.05);
  const saved = critics.save();
  const of = (name: string) => engine.load(saved[name]).predict(inputs, rows);
  const [q, q2, target, target2] = ['q', 'q2', 'target', 'target2'].map(of);
  expect(new Set(target.map((x, i) => Math.sign(x - target2[i]))).size).toBe(2);
  expect(critics.target(inputs, rows)).toEqual(target.map((x, i) => Math.min(x, target2[i])));
  const predicted = critics.predict(inputs, rows);
  const handedOut = engine.load(meanQ(saved)).predict(inputs, rows);
  predicted.forEach((x, i) => {
    expect(x).toBeCloseTo((q[i] + q2[i]) / 2, 6);
    expect(handedOut[i]).toBeCloseTo(x, 5);
  });
  const step = 1e-2;
  const sumAt = (k: number, by: number) => {
    const row = Math.floor(k / 3);
    const moved = critics.predict(
      inputs.map((x, i) => (i === k ? x + by : x)),
      rows,
    );
    return moved[2 * row] + moved[2 * row + 1];
  };
  critics.slopes(inputs, rows).forEach((slope, k) => {
    expect(slope).toBeCloseTo((sumAt(k, step) - sumAt(k, -step)) / (2 * step), 2);
  });
  engine.dispose();
});

test('both critics learn their targets, and only for the actions taken', async () => {
  const engine = await createFusedEngine();
  const random = Random.fromSeed(2);
  const critics = new Critics(engine, shape, settings, 4);
  const inputs = normals(rows * 3, random);
  const targets = normals(rows, random);
  const at = Array.from({ length: rows }, (_, i) => 2 * i + (i % 2));
  for (let k = 0; k < 400; k++) critics.regress({ inputs, targets, at }, 0.02);
  const saved = critics.save();
  for (const name of ['q', 'q2', 'target', 'target2']) {
    const q = engine.load(saved[name]).predict(inputs, rows);
    targets.forEach((target, i) => {
      expect(q[at[i]]).toBeCloseTo(target, 1);
    });
  }
  const before = critics.predict(inputs, rows);
  const { outputs, qLoss } = critics.regress({ inputs, targets, at }, 0.02);
  expect(outputs).toEqual(before);
  expect(qLoss).toBeLessThan(0.01);
  engine.dispose();
});
