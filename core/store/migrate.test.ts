import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Migration, migrationHash, migrationsFolder, readMigrations } from './migration-files.ts';
import { openLab, openLabWith } from './open.ts';
import { keepMadeUp, person, scratch, smallWorld, tickingClock } from './testing.ts';

const today = readMigrations(migrationsFolder());
const now = tickingClock();
const code = (expected: string) => expect.objectContaining({ code: expected });

const next = (sql: string): Migration[] => [
  ...today,
  { version: today.length + 1, name: 'next.sql', sql, sha256: migrationHash(sql) },
];

let folder = '';
let clean = () => {};
let path = '';
beforeEach(() => {
  ({ folder, clean } = scratch());
  path = join(folder, 'old.lab');
  const lab = openLab({ path, mode: 'create', now });
  const env = lab.writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
  const session = lab.writer.createSession({ environmentId: env.id, source: person, seed: 1 });
  keepMadeUp(lab.writer, session.id, 300, { tags: [], notes: '' });
  lab.close();
});
afterEach(() => clean());

const openWith = (migrations: readonly Migration[]) => openLabWith({ path, mode: 'open', now }, migrations);
const copies = () => readdirSync(folder).filter((name) => name.includes('.before-'));

test('0001 makes a lab file from nothing, and opening it again changes nothing', () => {
  const db = new Database(path);
  expect(db.prepare('SELECT version, name FROM migrations').all()).toEqual([
    { version: 1, name: '0001_lab.sql' },
  ]);
  db.close();
  const lab = openLab({ path, mode: 'open', now });
  expect(lab.reader.info().schemaVersion).toBe(1);
  expect(lab.reader.problems()).toEqual([]);
  lab.close();
  expect(copies()).toEqual([]);
});

test('a pending migration is applied after a copy of the file, which is a whole lab file itself', () => {
  const lab = openWith(next('ALTER TABLE environments ADD COLUMN colour TEXT'));
  expect(lab.reader.info().schemaVersion).toBe(today.length + 1);
  expect(lab.reader.counts().steps).toBe(300);
  lab.close();
  expect(copies()).toEqual([`old.lab.before-v${today.length + 1}`]);
  const copy = openLab({ path: join(folder, copies()[0]), mode: 'open', now });
  expect(copy.reader.counts().steps).toBe(300);
  expect(copy.reader.problems()).toEqual([]);
  copy.close();
  // Today's app does not open the upgraded file.
  expect(() => openLab({ path, mode: 'open', now })).toThrow(code('NewerLabFile'));
});

test('a migration that fails half-way leaves the file as it was', () => {
  const broken = next('ALTER TABLE environments ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1);');
  expect(() => openWith(broken)).toThrow();
  expect(() => openWith(next("INSERT INTO demonstration_tags VALUES ('dem_gone', 't')"))).toThrow(
    code('CorruptLabFile'),
  );
  expect(copies()).toEqual([]);
  const lab = openLab({ path, mode: 'open', now });
  expect(lab.reader.info().schemaVersion).toBe(today.length);
  expect(lab.reader.counts().steps).toBe(300);
  lab.close();
});

test('copies never overwrite one another', () => {
  writeFileSync(`${path}.before-v${today.length + 1}`, 'mine');
  openWith(next('SELECT 1')).close();
  expect(copies()).toEqual([`old.lab.before-v${today.length + 1}`, `old.lab.before-v${today.length + 1}-2`]);
});

test('a file whose migrations were others than ours is refused', () => {
  const other = [{ ...today[0], sha256: migrationHash('something else') }, ...today.slice(1)];
  expect(() => openWith(other)).toThrow(code('CorruptLabFile'));
});

test('a changed migration file, or a gap in the journal, is a defect of the installation', () => {
  const at = join(folder, 'migrations');
  mkdirSync(at);
  const entry = (version: number, sql: string) => ({ version, name: 'a.sql', sha256: migrationHash(sql) });
  const write = (sql: string, migrations: object[]) => {
    writeFileSync(join(at, 'a.sql'), sql);
    writeFileSync(join(at, 'journal.json'), JSON.stringify({ migrations }));
  };
  write('SELECT 1;\r\n', [entry(1, 'SELECT 1;\n')]);
  expect(readMigrations(at)).toHaveLength(1);
  write('SELECT 2;', [entry(1, 'SELECT 1;')]);
  expect(() => readMigrations(at)).toThrow(code('Internal'));
  write('SELECT 1;', [entry(2, 'SELECT 1;')]);
  expect(() => readMigrations(at)).toThrow(code('Internal'));
  expect(existsSync(join(migrationsFolder(), 'journal.json'))).toBe(true);
});
