import { beforeAll, expect, test } from 'vitest';
import { createFusedEngine, type SavedNetwork } from '../../networks/index.ts';
import { packState } from '../packing.ts';
import { decodePolicy, encodePolicy, type SavedPolicy } from './saved.ts';

let network: SavedNetwork;
beforeAll(async () => {
  const engine = await createFusedEngine();
  const start = { inputs: 3, hidden: [2], outputs: 2, activation: 'relu' as const };
  network = engine.create({ shape: start, seed: 1, outputScale: 1 }).save();
  engine.dispose();
});

const encoding = { kind: 'affine', offset: [0, 1, 2], scale: [1, 0.5, 2] } as const;
const range = { center: [0.5], half: [null] };

test('every kind of policy comes back as it was', () => {
  const policies: SavedPolicy[] = [
    { kind: 'squashed-gaussian', network, encoding, range },
    { kind: 'categorical', network, encoding: { kind: 'one-hot', n: 3 }, temperature: 0.5 },
    {
      kind: 'implicit',
      network,
      encoding: { kind: 'one-hot', n: 2 },
      noiseWidth: 1,
      range: { center: [0, 1], half: [1, 2] },
    },
  ];
  for (const policy of policies) expect(decodePolicy(encodePolicy(policy))).toEqual(policy);
});

test('what is no policy, or one whose parts do not fit together, is refused', () => {
  const refused = (json: unknown, networks: Record<string, SavedNetwork> = { network }) =>
    expect(() => decodePolicy(packState({ json, arrays: {}, networks }))).toThrow(
      expect.objectContaining({ code: 'InvalidInput' }),
    );
  const sound = { kind: 'squashed-gaussian', encoding, range };
  expect(decodePolicy(packState({ json: sound, arrays: {}, networks: { network } })).kind).toBe(sound.kind);
  refused(null);
  refused({ ...sound, kind: 'reward' });
  refused(sound, {});
  refused({ ...sound, encoding: undefined });
  refused({ ...sound, encoding: { ...encoding, scale: [1] } });
  refused({ ...sound, range: { center: [0], half: [0] } });
  refused({ ...sound, range: { center: [0, 0], half: [1, 1] } });
  refused({ ...sound, encoding: { kind: 'one-hot', n: 4 } });
  refused({ kind: 'categorical', encoding, temperature: 0 });
  refused({ kind: 'implicit', encoding, range: { center: [0, 0], half: [1, 1] }, noiseWidth: 1 });
});
