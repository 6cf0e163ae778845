/** The explorer: the lottery's log Z as the reference has it, sliders that re-solve, and an address that brings it back. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, screenshot } from './support/chromium.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const home = scratchHome();
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

/** The number beside a name in the summary. */
async function shown(name: string): Promise<number> {
  const row = page.getByRole('main').locator('dl > div', { hasText: new RegExp(`^${name}`) });
  return Number((await row.locator('dd').innerText()).replace('−', '-'));
}

test('the lottery shows the value and the log Z of the reference', async () => {
  const { lottery } = JSON.parse(
    readFileSync(
      new URL('../tests/golden/control-as-inference-finite-horizon.json', import.meta.url),
      'utf8',
    ),
  );
  await rail(page, 'Explorer').click();
  await page.getByRole('button', { name: 'The lottery' }).click();
  await page.getByText('A ticket wins once in a hundred').waitFor();
  // It starts in one state, so log Z is the posterior value of that state, and the bound its causal one.
  const start = lottery.initial.indexOf(1);
  expect(await shown('log Z')).toBeCloseTo(lottery.posterior.V[0][start], 4);
  expect(await shown('Causal bound')).toBeCloseTo(lottery.causal.V[0][start], 4);
  await screenshot(page, 'explorer-lottery');
});

test('a slider re-solves at once, and the address brings the choice back', async () => {
  const before = await shown('log Z');
  await page.getByRole('slider', { name: /Horizon/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shown('log Z')).not.toBe(before);
  const after = await shown('log Z');
  await page.reload();
  await page.getByText('A ticket wins once in a hundred').waitFor();
  await expect.poll(() => shown('log Z')).toBe(after);
});

test('nothing complained on the way', () => {
  expect(complaints).toEqual([]);
});
