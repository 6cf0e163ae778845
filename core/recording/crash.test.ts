import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { openLab } from '../store/index.ts';
import { scratch } from '../store/testing.ts';
import { checkLab, createRecorder } from './index.ts';

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

/** What a killed process had acknowledged before it died. */
interface Acknowledged {
  readonly committed: Map<string, number>;
  readonly kept: Set<string>;
}

/** Starts a recording process, kills it with SIGKILL, and returns everything it had acknowledged. */
async function recordUntilKilled(
  path: string,
  sort: 'finite' | 'continuous',
  when: { afterFirstAck: number } | { afterStart: number },
) {
  const running = spawn(process.execPath, [child, path, sort], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const gone = once(running, 'close');
  if ('afterFirstAck' in when) {
    await Promise.race([once(running.stdout, 'data'), gone]);
    await sleep(when.afterFirstAck);
  } else await sleep(when.afterStart);
  running.kill('SIGKILL');
  const [exitCode] = (await gone) as [number | null];
  expect(exitCode, complaint).toBeNull();
  const acknowledged: Acknowledged = { committed: new Map(), kept: new Set() };
  // The last line may be cut; what it would have said was never heard.
  for (const line of said.split('\n').slice(0, -1)) {
    const [word, id, count] = line.split(' ');
    if (word === 'kept') acknowledged.kept.add(id);
    else acknowledged.committed.set(id, Number(count));
  }
  return acknowledged;
}

test('kill -9 at random moments of recording: the file opens, holds, and misses nothing acknowledged', async () => {
  const { folder, clean } = scratch();
  const path = join(folder, 'crash.lab');
  const random = Random.fromSeed(20_260);
  const everKept = new Set<string>();
  let takesKilled = 0;
  const sortsKept = new Set<string>();
  try {
    for (let round = 0; round < 9; round++) {
      const when =
        round % 4 === 3 ? { afterStart: 100 + random.integer(300) } : { afterFirstAck: random.integer(60) };
      const { committed, kept } = await recordUntilKilled(
        path,
        round % 2 === 0 ? 'finite' : 'continuous',
        when,
      );
      const lab = openLab({ path, mode: 'open-or-create', now: () => 2 });
      try {
        expect(lab.reader.problems()).toEqual([]);
        for (const id of kept) {
          everKept.add(id);
          sortsKept.add(lab.reader.shape(id).dtype);
        }
        for (const [id, count] of committed)
          expect(lab.reader.episode(id).rewards.length).toBeGreaterThanOrEqual(count);
        for (const id of everKept) expect(lab.reader.demonstration(id).status).toBe('kept');
        // What was being recorded can be kept still, as far as it went.
        const recorder = createRecorder({ writer: lab.writer });
        for (const take of recorder.unfinished()) {
          takesKilled++;
          if (take.length === 0) recorder.discard({ id: take.id });
          else
            expect(recorder.keep({ id: take.id, cadence: null, tags: ['recovered'], notes: '' }).length).toBe(
              take.length,
            );
        }
      } finally {
        lab.close();
      }
    }
    const lab = openLab({ path, mode: 'open', now: () => 3 });
    expect((await checkLab(lab.reader)).problems).toEqual([]);
    lab.close();
    expect([...sortsKept].sort()).toEqual(['f32', 'i32']);
    expect(takesKilled).toBeGreaterThan(0);
  } finally {
    clean();
  }
}, 120_000);
