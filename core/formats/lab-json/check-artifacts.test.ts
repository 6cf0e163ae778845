import { beforeAll, expect, test } from 'vitest';
import { parseEnvironmentSpec } from '../../environments/index.ts';
import { encodePolicy } from '../../forward/index.ts';
import { encodeReward } from '../../inverse/reward-network/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { toText } from './artifacts.ts';
import { checkArtifacts } from './check-artifacts.ts';
import type { RunJson } from './schema.ts';

const spec = parseEnvironmentSpec({ kind: 'classic-control', id: 'Pendulum-v1' });
const encoding = { kind: 'affine', offset: [0, 0, 0], scale: [1, 1, 1] } as const;
let policy: string;
let reward: string;
beforeAll(async () => {
  const engine = await createFusedEngine();
  const shape = (outputs: number) => ({ inputs: 3, hidden: [], outputs, activation: 'tanh' as const });
  const network = (outputs: number) =>
    engine.create({ shape: shape(outputs), seed: 1, outputScale: 1 }).save();
  const range = { center: [0], half: [2] };
  policy = toText(encodePolicy({ kind: 'squashed-gaussian', network: network(2), encoding, range }));
  const action = { kind: 'affine', offset: [0], scale: [0.5] } as const;
  const inputs = { dependsOn: 'state', features: 'encoded', observation: encoding, action } as const;
  reward = toText(encodeReward({ inputs, network: network(1), holdSteps: 0 }));
  engine.dispose();
});

const check = (change: Record<string, unknown>) => () =>
  checkArtifacts(
    {
      metrics: { iterations: [], values: {} },
      reward: { kind: 'function', iteration: 1, inputs: 'state', body: reward },
      policy: { kind: 'function', iteration: 1, family: 'squashed-gaussian', body: policy },
      ...change,
    } as unknown as RunJson,
    spec,
  );

test('functions are read when they come in, and have to be what the file says', () => {
  expect(check({})).not.toThrow();
  const refused = (change: Record<string, unknown>, where: string) =>
    expect(check(change)).toThrow(expect.objectContaining({ code: 'InvalidInput', where }));
  const about = { kind: 'function', iteration: 1 };
  refused({ policy: { ...about, family: 'squashed-gaussian', body: reward } }, 'policy.body');
  refused({ policy: { ...about, family: 'implicit', body: policy } }, 'policy.family');
  refused({ reward: { ...about, inputs: 'state', body: policy } }, 'reward.body');
  refused({ reward: { ...about, inputs: 'state', body: toText(new Uint8Array(9)) } }, 'reward.body');
  refused({ reward: { ...about, inputs: 'state-action', body: reward } }, 'reward.inputs');
});
