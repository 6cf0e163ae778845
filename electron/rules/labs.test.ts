import { expect, test } from 'vitest';
import { isLabFile, labFromArguments, ownArguments } from './arguments.ts';
import { labName, parseRecentLabs, rememberLab, withoutMissing } from './recent-labs.ts';

test('recent labs: newest first, no doubles, ten at most', () => {
  expect(rememberLab(['/b.lab', '/a.lab'], '/a.lab')).toEqual(['/a.lab', '/b.lab']);
  let list: string[] = [];
  for (let i = 0; i < 15; i++) list = rememberLab(list, `/${i}.lab`);
  expect(list).toHaveLength(10);
  expect(list[0]).toBe('/14.lab');
  expect(withoutMissing(['/a.lab', '/b.lab'], (path) => path === '/b.lab')).toEqual(['/b.lab']);
  expect(labName('/x/y/My study.lab')).toBe('My study.lab');
  expect(labName('C:\\x\\My study.lab')).toBe('My study.lab');
});

test('a stored list that is none is empty', () => {
  expect(parseRecentLabs('["/a.lab", 3, "", "/b.lab"]')).toEqual(['/a.lab', '/b.lab']);
  for (const text of [null, '', '{', '{}', 'null']) expect(parseRecentLabs(text)).toEqual([]);
});

test('the lab of a start is found among the arguments', () => {
  const lab = (args: string[]) => labFromArguments(args, '/home/a', 'linux');
  expect(lab(['study.lab'])).toBe('/home/a/study.lab');
  expect(lab(['/x/study.LAB'])).toBe('/x/study.LAB');
  expect(lab(['--lab', '../study'])).toBe('/home/study');
  expect(lab(['--lab=/x/a.lab'])).toBe('/x/a.lab');
  expect(lab(['--allow-file-access-from-files', '--original-process-start-time=1', 'b.lab'])).toBe(
    '/home/a/b.lab',
  );
  expect(lab([])).toBeNull();
  expect(lab(['--lab'])).toBeNull();
  expect(lab(['notes.txt', '--x.lab'])).toBeNull();
  expect(labFromArguments(['C:\\labs\\a.lab'], 'C:\\', 'win32')).toBe('C:\\labs\\a.lab');
  expect(labFromArguments(['a.lab'], 'C:\\labs', 'win32')).toBe('C:\\labs\\a.lab');
});

test('the executable, and the app folder of an unpackaged start, are not arguments of ours', () => {
  expect(ownArguments(['/opt/apprentice', 'a.lab'], true)).toEqual(['a.lab']);
  expect(ownArguments(['electron', '.', 'a.lab'], false)).toEqual(['a.lab']);
  expect(isLabFile('/x/.lab')).toBe(false);
  expect(isLabFile('/x/a.lab')).toBe(true);
});
