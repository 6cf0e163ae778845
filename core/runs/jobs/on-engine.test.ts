import { expect, test } from 'vitest';
import type { Engine, NetworkShape } from '../../networks/index.ts';
import { onEngine } from './on-engine.ts';

test('a job that cannot be made leaves no engine behind', async () => {
  const shape: NetworkShape = { inputs: 1, hidden: [], outputs: 1, activation: 'tanh' };
  const engines: Engine[] = [];
  const made = onEngine({ preference: 'fused', shape, rows: 1 }, (engine) => {
    engines.push(engine);
    engine.create({ shape, seed: 1, outputScale: 1 });
    throw new TypeError('no such checkpoint');
  });
  await expect(made).rejects.toThrow('no such checkpoint');
  expect(engines[0].usage()).toMatchObject({ networks: 0, bytes: 0 });
});
