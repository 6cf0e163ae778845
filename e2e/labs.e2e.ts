/** Lab files that cannot be served: each is refused with a sentence, and left exactly as it was. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addExample, inLab } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';

const home = scratchHome();
const path = (name: string) => join(home.path, name);
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
let server: Server;

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** `apprentice serve LAB`, which must end by itself. */
function serve(lab: string, ...more: string[]): Promise<Ended> {
  const args = ['bin/apprentice.mjs', 'serve', lab, ...more];
  const options = { timeout: 30_000, env: { ...process.env, APPRENTICE_HOME: home.path } };
  return new Promise((done) =>
    execFile(process.execPath, args, options, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    ),
  );
}

const makeLab = (name: string) => inLab(path(name), (client) => addExample(client, 'windy-meadow'));

beforeAll(async () => {
  await makeLab('busy.lab');
  await makeLab('fixed.lab');
  chmodSync(path('fixed.lab'), 0o444);
  await makeLab('newer.lab');
  const newer = new Database(path('newer.lab'));
  newer.pragma('user_version = 999');
  newer.close();
  writeFileSync(path('letter.lab'), 'Dear lab, '.repeat(100));
  const foreign = new Database(path('foreign.lab'));
  foreign.exec('CREATE TABLE letters (text)');
  foreign.close();
  server = await startServer({ home: home.path, lab: path('busy.lab'), program: 'sources' });
});
afterAll(async () => {
  await server.stop();
  home.remove();
});

describe.each([
  ['open in another server', 'busy.lab', 'LabFileInUse', /open in another window or process/],
  ['marked read-only', 'fixed.lab', 'ReadOnlyLabFile', /read-only/],
  ['made by a newer version', 'newer.lab', 'NewerLabFile', /newer/i],
  ['no lab file at all', 'letter.lab', 'NotALabFile', /not a lab file/],
  ['somebody else’s database', 'foreign.lab', 'NotALabFile', /not a lab file/],
])('a file that is %s', (_what, name, code, sentence) => {
  test('is refused in words and as data, with what was kept, and is not touched', async () => {
    const before = digest(path(name));
    const [words, data] = await Promise.all([serve(path(name)), serve(path(name), '--json')]);
    expect(words).toMatchObject({ code: 1, out: '' });
    expect(words.err).toMatch(sentence);
    expect(words.err).toMatch(/not (touched|changed)/);
    // Sentences, no stack traces.
    expect(words.err).not.toMatch(/^\s+at /m);
    expect(data.code).toBe(1);
    expect(JSON.parse(data.err).error).toMatchObject({
      code,
      kept: expect.any(String),
      remedy: expect.any(String),
    });
    expect(digest(path(name))).toBe(before);
  });
});

test('a folder that is not there and a port that is none are refused too', async () => {
  const [missing, port] = await Promise.all([
    serve(join(home.path, 'nowhere', 'x.lab')),
    serve(path('busy.lab'), '--port', '70000'),
  ]);
  expect(missing.code).toBe(1);
  expect(missing.err).toMatch(/folder .*does not exist/);
  expect(port.code).toBe(2);
  expect(port.err).toMatch(/70000 is no port/);
});
