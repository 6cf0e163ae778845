import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from './api.ts';
import { connect } from './connection.ts';
import { guarded } from './errors.ts';
import { openLab } from './open.ts';
import { indexShape, keepMadeUp, madeUpSteps, person, scratch, smallWorld, tickingClock } from './testing.ts';
import { createWriter } from './writer.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const now = tickingClock();
let folder = '';
let clean = () => {};
beforeAll(() => {
  ({ folder, clean } = scratch());
});
afterAll(() => clean());

const at = (name: string) => join(folder, name);
const open = (path: string, mode: 'create' | 'open' | 'open-or-create') => openLab({ path, mode, now });
const fill = (lab: Lab, steps: number) => {
  const env = lab.writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
  const session = lab.writer.createSession({ environmentId: env.id, source: person, seed: 1 });
  return keepMadeUp(lab.writer, session.id, steps, { tags: [], notes: '' });
};

test('create, open and open-or-create do what they say, and the data is there again', () => {
  expect(() => open(at('a.lab'), 'open')).toThrow(code('NotFound'));
  expect(() => open(at('nowhere/a.lab'), 'create')).toThrow(code('NotFound'));
  const made = open(at('a.lab'), 'create');
  const id = fill(made, 10);
  made.close();
  made.close();
  expect(() => made.reader.counts()).toThrow(code('BackendGone'));
  expect(() => open(at('a.lab'), 'create')).toThrow(code('Conflict'));
  const again = open(at('a.lab'), 'open-or-create');
  expect(again.reader.demonstration(id).length).toBe(10);
  again.close();
  expect(existsSync(at('a.lab-wal'))).toBe(false);
});

test('files that are no lab files are refused untouched', () => {
  writeFileSync(at('empty.lab'), '');
  writeFileSync(at('text.lab'), 'a shopping list, and a long one so that it has a hundred bytes. '.repeat(4));
  new Database(at('other.lab')).exec('CREATE TABLE t (x)').close();
  for (const name of ['empty.lab', 'text.lab', 'other.lab', '.']) {
    const before = name === '.' ? '' : readFileSync(at(name), 'latin1');
    expect(() => open(at(name), 'open')).toThrow(code('NotALabFile'));
    expect(() => open(at(name), 'open-or-create')).toThrow(code('NotALabFile'));
    if (name !== '.') expect(readFileSync(at(name), 'latin1')).toBe(before);
  }
});

test('a file of a newer version is refused', () => {
  open(at('newer.lab'), 'create').close();
  const db = new Database(at('newer.lab'));
  db.pragma('user_version = 99');
  db.close();
  expect(() => open(at('newer.lab'), 'open')).toThrow(code('NewerLabFile'));
});

test('a newer file is not touched by a single byte, whatever its journal mode', () => {
  open(at('newer-still.lab'), 'create').close();
  const db = new Database(at('newer-still.lab'));
  db.pragma('user_version = 99');
  db.pragma('journal_mode = DELETE');
  db.close();
  const before = readFileSync(at('newer-still.lab'), 'latin1');
  expect(() => open(at('newer-still.lab'), 'open')).toThrow(code('NewerLabFile'));
  expect(readFileSync(at('newer-still.lab'), 'latin1')).toBe(before);
});

test('a read-only file is refused with what to do', () => {
  open(at('locked.lab'), 'create').close();
  chmodSync(at('locked.lab'), 0o444);
  expect(() => open(at('locked.lab'), 'open')).toThrow(
    expect.objectContaining({ code: 'ReadOnlyLabFile', remedy: expect.stringContaining('Copy the file') }),
  );
  chmodSync(at('locked.lab'), 0o644);
  open(at('locked.lab'), 'open').close();
});

test('a file is open once only, under whatever name', () => {
  const lab = open(at('twice.lab'), 'create');
  expect(() => open(at('twice.lab'), 'open')).toThrow(code('LabFileInUse'));
  // Making links needs a privilege on Windows.
  if (process.platform !== 'win32') {
    symlinkSync(at('twice.lab'), at('alias.lab'));
    expect(() => open(at('alias.lab'), 'open')).toThrow(code('LabFileInUse'));
  }
  lab.close();
  open(at('twice.lab'), 'open').close();
});

test('another process is kept out while it lives, and the lock goes with a killed one', async () => {
  const path = at('shared.lab');
  const script = `import { openLab } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)};
    const lab = openLab({ path: ${JSON.stringify(path)}, mode: 'create', now: () => 1 });
    lab.writer.writeState('k', 'v');
    console.log('open');
    // Whoever forgets the lab loses it to the garbage collector, and its lock with it.
    setInterval(() => lab.reader, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  expect(() => open(path, 'open')).toThrow(code('LabFileInUse'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lab = open(path, 'open');
  expect(lab.reader.readState()).toEqual({ k: 'v' });
  lab.close();
});

test('a damaged file is reported, not opened', () => {
  const lab = open(at('damaged.lab'), 'create');
  fill(lab, 5000);
  lab.close();
  for (const [name, damage] of [
    ['cut.lab', (path: string) => truncateSync(path, 3 * 4096)],
    [
      'scribbled.lab',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 4096, bytes.length - 4096);
        writeFileSync(path, bytes);
      },
    ],
  ] as const) {
    copyFileSync(at('damaged.lab'), at(name));
    damage(at(name));
    expect(() => open(at(name), 'open')).toThrow(code('CorruptLabFile'));
  }
});

test('a full disk is said so, and what was committed stays', () => {
  const lab = open(at('full.lab'), 'create');
  fill(lab, 10);
  const { id: environmentId } = lab.writer.environments({ deleted: 'no' })[0];
  const { id: sessionId } = lab.writer.createSession({ environmentId, source: person, seed: 2 });
  const { id } = lab.writer.createTake({ sessionId, take: 0, seed: 1, shape: indexShape });
  lab.close();
  // SQLite answers SQLITE_FULL at this limit exactly as it does for ENOSPC.
  const db = connect(at('full.lab'));
  db.pragma('max_page_count = 60');
  const limited = guarded(createWriter({ db, path: at('full.lab'), now, migrations: [] }));
  const some = madeUpSteps(512, 1);
  const append = (from: number) =>
    limited.appendSteps({
      id,
      from,
      ...some,
      observations: some.observations.subarray(0, 512),
      finalObservation: some.observations.subarray(512),
    });
  let committed = 0;
  expect(() => {
    while (committed < 1e6) committed = append(committed).committed;
  }).toThrow(code('DiskFull'));
  expect(committed).toBeGreaterThan(0);
  expect(limited.demonstration(id).length).toBe(committed);
  db.close();
  const again = open(at('full.lab'), 'open');
  expect(again.reader.episode(id).rewards).toHaveLength(committed);
  expect(again.reader.problems()).toEqual([]);
  again.close();
});
