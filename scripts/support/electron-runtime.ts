/** Electron's runtime: where it is, and fetching it with its own installer where the network allows. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The runtime's executable, or null. Never imports the package: that alone would start a download. */
export function electronExecutable(root: string, overridePath: string | undefined): string | null {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (overridePath !== undefined) {
    const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
    const executable = join(overridePath, name);
    return existsSync(executable) ? executable : null;
  }
  if (!existsSync(pathFile)) return null;
  const executable = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}

/** Decides when a download is given up: no byte moved for `stallMs`, or `limitMs` in all. */
export function downloadWatch({ stallMs, limitMs }: { stallMs: number; limitMs: number }) {
  let bytes = 0;
  let lastMove = 0;
  return (now: number, bytesNow: number): 'wait' | 'stalled' | 'too-long' => {
    if (bytesNow !== bytes) {
      bytes = bytesNow;
      lastMove = now;
    }
    if (now >= limitMs) return 'too-long';
    return now - lastMove >= stallMs ? 'stalled' : 'wait';
  };
}

export type FetchOutcome = { readonly fetched: true } | { readonly fetched: false; readonly reason: string };

/**
 * Runs Electron's installer quietly. A download that stands still for eight seconds is given up, so that a machine
 * without a way out waits no longer than that; one that moves may take ten minutes.
 */
export async function fetchElectron(root: string): Promise<FetchOutcome> {
  const installer = join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return { fetched: false, reason: 'the electron package is not installed' };
  const unpacked = join(root, 'node_modules/electron/dist');
  const scratch = mkdtempSync(join(tmpdir(), 'apprentice-electron-'));
  const child = spawn(process.execPath, [installer], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: scratch, TMP: scratch, TEMP: scratch },
  });
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint += data;
  });
  const watch = downloadWatch({ stallMs: 8_000, limitMs: 600_000 });
  const started = performance.now();
  let gaveUp: string | null = null;
  const timer = setInterval(() => {
    const bytes = bytesIn(scratch) + bytesIn(unpacked);
    const verdict = watch(performance.now() - started, bytes);
    if (verdict === 'wait') return;
    gaveUp = verdict === 'stalled' ? 'its download does not move' : 'its download takes too long';
    child.kill();
  }, 500);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  clearInterval(timer);
  rmSync(scratch, { recursive: true, force: true });
  if (code === 0) return { fetched: true };
  return { fetched: false, reason: gaveUp ?? firstLine(complaint) };
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line === '' ? 'its download failed' : `its download failed: ${line.replace(/^\w*Error: /, '')}`;
}

function bytesIn(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      bytes += statSync(join(folder, entry)).size;
  } catch {
    // The installer moves its files while we look; the next look counts them.
  }
  return bytes;
}
