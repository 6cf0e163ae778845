import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import { keepMadeUp, person, smallWorld, withLab } from './testing.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const plain = { tags: [], notes: '' };

test('ids have the shape that the contract asks for', () => {
  for (const prefix of ['env', 'ses', 'dem', 'set', 'run', 'cmp'] as const)
    expect(newId(prefix)).toMatch(new RegExp(`^${prefix}_[0-9a-z]{16}$`));
  expect(new Set(Array.from({ length: 1000 }, () => newId('dem'))).size).toBe(1000);
});

test('environments are made, renamed, hidden and restored; a used world is fixed', () =>
  withLab(({ writer }) => {
    const made = writer.createEnvironment({ name: 'Meadow', notes: '', spec: smallWorld });
    expect(writer.updateEnvironment({ id: made.id, name: 'Field' })).toMatchObject({
      name: 'Field',
      notes: '',
    });
    const longer = { ...smallWorld, maxSteps: 60 };
    expect(writer.updateEnvironment({ id: made.id, spec: longer }).spec).toEqual(longer);
    const session = writer.createSession({ environmentId: made.id, source: person, seed: 1 });
    keepMadeUp(writer, session.id, 3, plain);
    expect(writer.environment(made.id).demonstrations).toBe(1);
    expect(() => writer.updateEnvironment({ id: made.id, spec: smallWorld })).toThrow(code('Conflict'));
    expect(writer.updateEnvironment({ id: made.id, spec: longer, notes: 'n' }).notes).toBe('n');
    writer.remove('environments', [made.id]);
    expect(writer.environments({ deleted: 'no' })).toEqual([]);
    expect(writer.environments({ deleted: 'only' })).toHaveLength(1);
    expect(writer.environment(made.id).name).toBe('Field');
    writer.restore('environments', [made.id]);
    expect(writer.environments({ deleted: 'no' })).toHaveLength(1);
    expect(() => writer.remove('environments', [made.id, 'env_0000000000000000'])).toThrow(code('NotFound'));
    expect(writer.environments({ deleted: 'no' })).toHaveLength(1);
  }));

test('a transaction commits whole or not at all', () =>
  withLab(({ writer, reader }) => {
    expect(() =>
      writer.transaction(() => {
        writer.createEnvironment({ name: 'lost', notes: '', spec: smallWorld });
        writer.transaction(() => writer.createEnvironment({ name: 'lost too', notes: '', spec: smallWorld }));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(reader.counts().environments).toBe(0);
  }));
