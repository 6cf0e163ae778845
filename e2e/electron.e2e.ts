/** The desktop app itself: sandboxed page, its own protocol, a core process that may die and come back. */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { electronExecutable } from '../scripts/support/electron-runtime.ts';
import { repositoryRoot } from '../scripts/support/paths.ts';
import { complaintsOf } from './support/chromium.ts';
import { scratchHome } from './support/server.ts';

const home = scratchHome();
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  const executablePath = electronExecutable(repositoryRoot, process.env.ELECTRON_OVERRIDE_DIST_PATH);
  if (executablePath === null) throw new Error("Electron's runtime is not installed here.");
  app = await _electron.launch({
    executablePath,
    args: [`--user-data-dir=${join(home.path, 'user-data')}`, repositoryRoot],
    env: { ...(process.env as Record<string, string>), APPRENTICE_HOME: home.path },
  });
  page = await app.firstWindow();
});
afterAll(async () => {
  await app?.close();
  home.remove();
});

test('the page comes from its own protocol and shows the sample lab', async () => {
  const complaints = complaintsOf(page);
  await page.getByText('Windy meadow').first().waitFor();
  expect(new URL(page.url()).protocol).toBe('app:');
  expect(complaints).toEqual([]);
});

test('the page has the bridge and no Node', async () => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((globalThis as { apprentice?: object }).apprentice ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }));
  expect(seen.bridge).toContain('openLab');
  expect(seen.node).toEqual([]);
});

test('it goes nowhere else and opens nothing', async () => {
  const before = page.url();
  await page.evaluate(() => {
    (globalThis as unknown as { location: { href: string } }).location.href = 'https://example.invalid/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  const opened = await page.evaluate(
    () =>
      (globalThis as unknown as { open: (url: string) => unknown }).open('https://example.invalid/') === null,
  );
  expect(opened).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('when the core process dies the page says so, and a restart brings the lab back', async () => {
  await app.evaluate(({ app: electron }) => {
    const core = electron.getAppMetrics().find((metric) => metric.name === 'Apprentice core');
    if (core) process.kill(core.pid, 'SIGKILL');
  });
  const restart = page.getByRole('button', { name: /restart/i });
  await restart.waitFor();
  await restart.click();
  await page.getByText('Windy meadow').first().waitFor();
});
