import { expect, test } from 'vitest';
import { z } from 'zod';
import { LabError } from '../base/errors.ts';
import type { Io } from './command.ts';
import { parseWith } from './json/read-json.ts';
import { commands } from './registry.ts';
import { describe, runCli } from './run-cli.ts';

async function cli(...argv: string[]) {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readInput: async () => '',
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
  };
  return { code: await runCli(argv, io, '1.2.3'), out, err };
}

test('without a command it shows what there is and ends with 2', async () => {
  const { code, err } = await cli();
  expect(code).toBe(2);
  for (const name of Object.keys(commands)) expect(err).toContain(name);
});

test('help and version end with 0', async () => {
  expect(await cli('--help')).toMatchObject({ code: 0, err: '' });
  expect((await cli('help')).out).toContain('apprentice COMMAND');
  expect(await cli('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

test('every command explains itself', async () => {
  for (const name of Object.keys(commands)) {
    const { code, out, err } = await cli(name, '--help');
    expect(code, name).toBe(0);
    expect(err, name).toBe('');
    expect(out, name).toMatch(new RegExp(`^apprentice ${name}\\b`));
    expect(out, name).toContain(commands[name]!.summary);
    expect(out, name).toContain('--json');
  }
});

test('wrong calls end with 2 and point to help', async () => {
  expect(await cli('dance')).toMatchObject({ code: 2, out: '' });
  for (const argv of [
    ['solve'],
    ['solve', 'a', 'b'],
    ['solve', '--nonsense', 'a'],
    ['solve', 'a', '--gamma', 'much'],
    ['solve', 'a', '--backup', 'both'],
    ['infer', 'a', '--model', 'other'],
    ['record'],
    ['record', '--expert', 'lucky'],
    ['serve', '--port', '70000'],
    ['check'],
  ]) {
    const { code, out, err } = await cli(...argv);
    expect(code, argv.join(' ')).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`apprentice ${argv[0]} --help`);
  }
});

test('names of Object.prototype are no commands', async () => {
  expect((await cli('constructor')).code).toBe(2);
});

test('failures are told in sentences or as one line of JSON', async () => {
  const error = new LabError('InvalidInput', 'The probability is 2.', {
    where: 'transitions[3]',
    remedy: 'Probabilities lie between 0 and 1.',
  });
  expect(describe(error, false)).toBe(
    'transitions[3]: The probability is 2.\nProbabilities lie between 0 and 1.\n',
  );
  expect(JSON.parse(describe(error, true))).toEqual({ error: error.toData() });
  const { code, err } = await cli('solve', 'no-such-file.json', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(err).error.code).toBe('NotFound');
});

test('a choice that fits no alternative is refused with its place', () => {
  const either = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]);
  const refused = (json: unknown) => () => parseWith(z.object({ it: z.union([z.number(), either]) }), json);
  expect(refused({ it: { kind: 'x' } })).toThrow(expect.objectContaining({ where: 'it.kind' }));
  expect(refused({ it: null })).toThrow(expect.objectContaining({ where: 'it' }));
});
