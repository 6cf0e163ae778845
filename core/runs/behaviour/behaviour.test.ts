import { beforeAll, expect, test } from 'vitest';
import { parseEnvironmentSpec } from '../../environments/index.ts';
import { encodePolicy } from '../../forward/index.ts';
import { createFusedEngine, type NetworkShape, type SavedNetwork } from '../../networks/index.ts';
import type { LabReader } from '../../store/api.ts';
import { Behaviour } from './index.ts';

let network: SavedNetwork;
beforeAll(async () => {
  const engine = await createFusedEngine();
  const shape: NetworkShape = { inputs: 4, hidden: [], outputs: 4, activation: 'tanh' };
  network = engine.create({ shape, seed: 1, outputScale: 1 }).save();
  engine.dispose();
});

/** A lab whose every run stands at `iteration`, with a policy of its own; `loads` counts how often one was read. */
function lab() {
  const at = { iteration: 1, loads: 0 };
  const free = { kind: 'affine', offset: [0, 0, 0, 0], scale: [1, 1, 1, 1] } as const;
  const body = encodePolicy({
    kind: 'squashed-gaussian',
    network,
    encoding: free,
    range: { center: [0, 0], half: [1, 1] },
  });
  const spec = parseEnvironmentSpec({ kind: 'navigation', maxSteps: 5 });
  const reader = {
    run: () => ({ iteration: at.iteration, spec: { environmentId: 'e' } }),
    environment: () => ({ spec }),
    environmentUpdatedAt: () => 0,
    policyArtifact: () => {
      at.loads++;
      return { kind: 'function', runId: 'r', iteration: at.iteration, family: 'squashed-gaussian', body };
    },
  } as unknown as LabReader;
  return { at, behaviour: new Behaviour(reader) };
}

const question = { id: 'r', observations: new Float32Array(4), rows: 1, samples: 1, seed: 1 };

test('calls at the same moment share one policy, and none has it taken away', async () => {
  const { at, behaviour } = lab();
  const answers = await Promise.all([1, 2, 3].map(() => behaviour.act(question)));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(at.loads).toBe(1);
});

test('a run that moves on while its policy plays does not take it away', async () => {
  const { at, behaviour } = lab();
  const seeds = [1, 2, 3, 4];
  const playing = behaviour.rollouts({ id: 'r', seeds, choosing: 'sample', draw: 0 });
  await new Promise((resume) => setImmediate(resume));
  at.iteration = 2;
  await behaviour.act(question);
  expect(await playing).toHaveLength(4);
  expect(at.loads).toBe(2);
});

test('what is lent for long is its own: other calls and later iterations leave it alone', async () => {
  const { at, behaviour } = lab();
  const lent = await behaviour.load('r');
  for (at.iteration = 2; at.iteration < 4; at.iteration++) await behaviour.act(question);
  expect(lent.mode(question.observations, 1)).toHaveLength(2);
  lent.dispose();
  expect(await behaviour.act(question)).toBeDefined();
});

test('of many runs the ones used last are kept', async () => {
  const { at, behaviour } = lab();
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await behaviour.act({ ...question, id });
  await behaviour.act({ ...question, id: 'a' });
  expect(at.loads).toBe(8);
  await behaviour.act({ ...question, id: 'i' });
  await behaviour.act({ ...question, id: 'a' });
  expect(at.loads).toBe(9);
  await behaviour.act({ ...question, id: 'b' });
  expect(at.loads).toBe(10);
});
