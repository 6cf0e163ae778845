/** The program itself, as a process: what it says, how it stops, how it comes back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { afterwards, pageSocket, scratchFolder, socketClient } from '../testing/fixture.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  /** What it printed until it ended. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Its announcement. */
  readonly announced: Promise<{ url: string; port: number; lab: string }>;
}

function start(home: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, APPRENTICE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  afterwards(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const announced = Promise.withResolvers<{ url: string; port: number; lab: string }>();
  announced.promise.catch(() => {});
  child.stdout.on('data', (part) => {
    stdout += part;
    if (stdout.includes('\n') && stdout.startsWith('{')) announced.resolve(JSON.parse(stdout.split('\n')[0]));
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => {
      announced.reject(new Error(`it ended before it announced anything: ${stderr}`));
      resolve({ code, stdout, stderr });
    }),
  );
  return { child, ended, announced: announced.promise };
}

async function signIn(url: string): Promise<{ origin: string; cookie: string }> {
  const answer = await fetch(url, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return { origin: new URL(url).origin, cookie: answer.headers.getSetCookie()[0].split(';')[0] };
}

test('it serves a lab, stops cleanly when asked, and lets an open page back in after a kill', async () => {
  const home = scratchFolder();
  const lab = join(home, 'a.lab');
  const first = start(home, ['--lab', lab, '--json']);
  const { url, port } = await first.announced;
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const { origin, cookie } = await signIn(url);
  const client = socketClient(pageSocket(origin, cookie));
  await client.lab.writeState({ key: 'screen', value: 'kept' });
  first.child.kill('SIGKILL');
  await first.ended;
  await expect(client.lab.readState({})).rejects.toThrow();

  // Same lab, same usual port, same secret: the page's cookie is still good.
  const second = start(home, ['--lab', lab, '--json']);
  expect((await second.announced).port).toBe(port);
  const again = socketClient(pageSocket(origin, cookie));
  expect(await again.lab.readState({})).toEqual({ screen: 'kept' });
  expect(await again.lab.info({})).toMatchObject({ host: 'browser', name: 'a.lab' });
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a lab that is open already, a stranger of a file and a wrong argument end it with a sentence', async () => {
  const home = scratchFolder();
  const lab = join(home, 'a.lab');
  const stranger = join(home, 'b.lab');
  writeFileSync(stranger, 'no lab file at all '.repeat(500));
  const serving = start(home, ['--lab', lab, '--port', '0', '--json']);
  await serving.announced;
  const refused = [
    start(home, ['--lab', lab, '--port', '0', '--json']),
    start(home, ['--lab', stranger, '--json']),
    start(home, ['--port', 'x']),
  ];
  for (const { ended } of refused) {
    const { code, stdout, stderr } = await ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().length).toBeGreaterThan(10);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
  serving.child.kill('SIGINT');
  expect((await serving.ended).code).toBe(0);
});
