import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openLab } from './index.ts';
import { tickingClock, withLab } from './testing.ts';

test('a copy is a whole lab of its own, takes the place of what was there, and leaves nothing else behind', () => {
  withLab((lab, path) => {
    const target = join(dirname(path), 'copy.lab');
    writeFileSync(target, 'an older file');
    lab.writer.writeState('key', 'before');
    lab.copyTo(target);
    lab.writer.writeState('key', 'after');
    const copy = openLab({ path: target, mode: 'open', now: tickingClock() });
    try {
      expect(copy.reader.readState()).toEqual({ key: 'before' });
      expect(copy.reader.problems()).toEqual([]);
    } finally {
      copy.close();
    }
    expect(lab.reader.readState()).toEqual({ key: 'after' });
    expect(readdirSync(dirname(path)).filter((name) => name.includes('copying'))).toEqual([]);
  });
});

test('a copy that cannot be made leaves lab and target as they were', () => {
  withLab((lab, path) => {
    expect(() => lab.copyTo(path)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    const nowhere = join(dirname(path), 'no folder', 'copy.lab');
    expect(() => lab.copyTo(nowhere)).toThrow(expect.objectContaining({ name: 'LabError' }));
    lab.writer.writeState('key', 'still here');
    expect(lab.reader.readState()).toEqual({ key: 'still here' });
  });
});
