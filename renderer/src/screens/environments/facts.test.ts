import { expect, test } from 'vitest';
import { buildWorld, examples } from '../../../../core/mdp/index.ts';
import { facts, kindText, windText } from './facts.ts';
import { walkingPolicy } from './wander.svelte.ts';

test('winds read as words', () => {
  expect(windText([0, 0, 0])).toBe('none');
  expect(windText([0, 1, 1, 2, 0, -1])).toBe('1 up in columns 2–3, 2 up in column 4, 1 down in column 6');
});

test.each(examples.map(({ id, spec }) => [id, spec] as const))(
  '%s has its facts and can be walked',
  (_id, spec) => {
    const world = buildWorld(spec);
    const list = facts(spec, world);
    expect(list.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Kind', 'States', 'Actions', 'Features']),
    );
    for (const { value } of list) expect(value).not.toMatch(/NaN|undefined/);
    expect(kindText(spec, world)).not.toBe('');
    const policy = walkingPolicy(world);
    expect(policy.every(Number.isFinite)).toBe(true);
  },
);
