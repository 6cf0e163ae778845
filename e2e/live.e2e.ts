/** Worlds that do not wait: a point mass steered with the mouse, a pendulum and a pole with keys, beside a training run. */
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, screenshot } from './support/chromium.ts';
import { addExample, inLab } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'live.lab');
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];
const ids: Record<string, string> = {};

beforeAll(async () => {
  await inLab(lab, async (client) => {
    for (const id of ['navigation', 'Pendulum-v1', 'CartPole-v1'])
      ids[id] = (await addExample(client, id)).id;
  });
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const fact = (name: string): Locator =>
  page.locator('dl > div', { hasText: new RegExp(`^${name}`) }).locator('dd');
const stepsShown = async () => Number.parseInt(await fact('Steps').innerText(), 10);

async function openRecord(id: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/record?environment=${ids[id]}`);
  await page.getByText('Take 1 is ready').waitFor();
}

/** A point of navigation's world on the page: the arena is 10 m wide, its middle in the middle of the picture. */
async function place(x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('img', { name: /^Navigation/ }).boundingBox();
  if (!box) throw new Error('There is no picture.');
  const scale = (Math.min(box.width, box.height) - 4) / 10;
  return { x: box.x + box.width / 2 + x * scale, y: box.y + box.height / 2 - y * scale };
}

test('the mouse leads the point mass to its goal, and the take replays exactly', async () => {
  await openRecord('navigation');
  const start = await place(-3.5, -1);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.up();
  for (const [x, y] of [
    [-3.6, 0.3],
    [-4, 3],
    [-3.6, 4.4],
    [0, 4.3],
    [3.5, 3.5],
  ]) {
    const at = await place(x, y);
    await page.mouse.move(at.x, at.y, { steps: 3 });
    await page.waitForTimeout(900);
    if (x === 0) await screenshot(page, 'record-live');
  }
  await page.getByText(/Keep it\?$/).waitFor();
  expect(await stepsShown()).toBeGreaterThan(20);
  await page.keyboard.press('Enter');
  await page.getByText(/steps, return .*re-simulated: exact/).waitFor();
  await page.getByText('1 kept').waitFor();
  expect(complaints).toEqual([]);
});
