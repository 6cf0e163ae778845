/** Worlds that do not wait: a point mass steered with the mouse, a pendulum and a pole with keys, beside a training run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, screenshot } from './support/chromium.ts';
import { addExample, inLab, recordExpert, softExpert } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'live.lab');
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];
const ids: Record<string, string> = {};

beforeAll(async () => {
  await inLab(lab, async (client) => {
    const meadow = await addExample(client, 'windy-meadow');
    const walks = { environmentId: meadow.id, episodes: 10, source: softExpert, tags: [] };
    const demonstrationIds = await recordExpert(client, walks);
    await client.datasets.create({ name: 'Walks', notes: '', demonstrationIds });
    for (const id of ['navigation', 'Pendulum-v1', 'CartPole-v1', 'reach', 'Hopper-v5'])
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

/** The numbers of the state by name, as the picture's description says them. */
async function state(name: string): Promise<Record<string, number>> {
  const id = await page.getByRole('img', { name }).getAttribute('aria-describedby');
  const words = (await page.locator(`[id="${id}"]`).textContent()) ?? '';
  const found = words.split(';')[0].matchAll(/([a-z ]+) (\u2212?[\d.]+)/g);
  return Object.fromEntries(
    [...found].map(([, what, number]) => [what.trim(), Number(number.replace('\u2212', '-'))]),
  );
}

/** Steers until the episode is over; a window that was held up pauses the take, and a person goes on. */
async function untilEnded(steer: () => Promise<void>): Promise<void> {
  while (!(await page.getByText(/Keep it\?$/).isVisible())) {
    if (await page.getByText('Space or a click goes on').isVisible()) await page.keyboard.press('Space');
    await steer();
    await page.waitForTimeout(80);
  }
}

test('the mouse leads the point mass to its goal, and the take replays exactly', async () => {
  await openRecord('navigation');
  const start = await place(-3.5, -1);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.up();
  const ways = [
    [-4, 3],
    [-3.4, 4.2],
    [0, 4.2],
    [3.5, 3.5],
  ] as const;
  let next = 0;
  await untilEnded(async () => {
    const { x, y } = await state('Navigation, take 1');
    const [towardsX, towardsY] = ways[next];
    if (Math.hypot(x - towardsX, y - towardsY) < 1 && next < ways.length - 1) next++;
    const [toX, toY] = ways[next];
    const at = await place(toX, toY);
    await page.mouse.move(at.x, at.y);
    if (next === 2) await screenshot(page, 'record-live');
  });
  expect(await stepsShown()).toBeGreaterThan(20);
  await page.keyboard.press('Enter');
  await page.getByText(/steps, return .*re-simulated: exact/).waitFor();
  await page.getByText('1 kept').waitFor();
  expect(complaints).toEqual([]);
});

test('a pendulum is swung with the arrow keys; Space pauses and goes on; a trimmed replay shows it', async () => {
  await openRecord('Pendulum-v1');
  await page.keyboard.down('ArrowLeft');
  await page
    .getByRole('button', { name: /turn ↺/ })
    .and(page.locator('.lit'))
    .waitFor();
  await expect.poll(stepsShown).toBeGreaterThan(2);
  await page.keyboard.up('ArrowLeft');
  await page.keyboard.press('Space');
  await page.getByText('Paused', { exact: false }).first().waitFor();
  const paused = await stepsShown();
  await page.waitForTimeout(300);
  expect(await stepsShown()).toBe(paused);
  await page.keyboard.press('Space');
  await expect.poll(stepsShown).toBeGreaterThan(paused);
  const { angle } = await state('Pendulum, take 1');
  expect(Number.isFinite(angle)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText(/stopped early, re-simulated: exact/).waitFor();
  await page.getByText('1 kept').waitFor();
});

test('a pole is held with keys at a quarter of its speed; Undo brings a discarded take back', async () => {
  await openRecord('CartPole-v1');
  await page.getByRole('radio', { name: 'Quarter' }).check({ force: true });
  await page.keyboard.press('ArrowLeft');
  for (let look = 0; look < 60 && (await stepsShown()) < 40; look++) {
    if (await page.getByText(/Keep it\?$/).isVisible()) break;
    const { angle, 'angular velocity': spin } = await state('Cart-pole, take 1');
    const key = angle + 0.4 * spin > 0 ? 'ArrowRight' : 'ArrowLeft';
    await page.keyboard.down(key);
    await page.waitForTimeout(60);
    await page.keyboard.up(key);
  }
  const steps = await stepsShown();
  console.log(`Held a pole for ${steps} steps by reading and pressing.`);
  await page.keyboard.press('Backspace');
  await page.getByText('Take 2 is ready').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('1 kept').waitFor();
  await page.getByText(/re-simulated: exact/).waitFor();
  await page.getByRole('radio', { name: 'Full' }).check({ force: true });
});

test('beside a training run no tick of a fast world is lost', async () => {
  await rail(page, 'Infer').click();
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByText('Advanced').click();
  await page.getByRole('combobox', { name: 'Optimiser' }).selectOption({ label: 'Gradient ascent' });
  await page.getByRole('textbox', { name: 'Step size' }).fill('0.000001');
  await page.getByRole('textbox', { name: 'Gradient tolerance' }).fill('1e-12');
  await page.getByRole('textbox', { name: 'Iterations at most' }).fill('100000');
  await page.getByRole('button', { name: 'Infer', exact: true }).click();
  await page.getByRole('button', { name: /^Runs: 1 running/ }).waitFor();
  for (const id of ['reach', 'Hopper-v5']) {
    await openRecord(id);
    await page.keyboard.press('Space');
    await untilEnded(async () => {});
    const steps = await stepsShown();
    const [rate, late] = [await fact('Rate').innerText(), await fact('Late').innerText()];
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`${steps} steps, .*re-simulated: exact`)).waitFor();
    console.log(`${id} beside a run: ${steps} steps, rate ${rate}, ${late}.`);
    // Running time is counted from the first tick: as many steps as the clock of the world allows, none left out.
    if (id === 'reach') expect(steps).toBe(200);
  }
  await page.getByRole('button', { name: /^Runs: 1 running/ }).waitFor();
});

test('the takes are in the list with their cadence, and replay step by step', async () => {
  await page.goto(`${page.url().split('#')[0]}#/demonstrations?environment=${ids.reach}`);
  await page.getByText(/^1 with 200 steps$/).waitFor();
  await page.getByRole('img', { name: /Path of the selected demonstration, step 200 of 200/ }).waitFor();
  await page.getByText(/steps\/s of 50, jitter/).waitFor();
  await page.getByRole('slider', { name: 'Step of the demonstration' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/^Reward .* for this step/).waitFor();
  await page.getByRole('tab', { name: 'Quality of the list' }).click();
  await page.getByRole('application', { name: /^Visits over/ }).waitFor();
  await screenshot(page, 'live-quality');
  expect(complaints).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'in the %s theme every control has a name, every reference a target, every text contrast',
  async (colorScheme) => {
    const probe = readFileSync(new URL('support/accessibility-probe.js', import.meta.url), 'utf8');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('application', { name: /^Visits over/ }).waitFor();
    expect(await page.evaluate<string[]>(probe)).toEqual([]);
    await page.goto(`${page.url().split('#')[0]}#/record?environment=${ids.navigation}`);
    await page.getByText(/Take \d is ready/).waitFor();
    expect(await page.evaluate<string[]>(probe)).toEqual([]);
    await page.goto(`${page.url().split('#')[0]}#/environments?environment=${ids.navigation}`);
    await page.locator('summary', { hasText: 'Settings' }).click();
    expect(await page.evaluate<string[]>(probe)).toEqual([]);
    const radius = page.getByRole('textbox', { name: 'Radius of the goal' });
    await radius.fill('-1');
    await page
      .getByRole('button', { name: 'Add to the lab with these settings' })
      .and(page.locator(':disabled'))
      .waitFor();
    expect(await page.evaluate<string[]>(probe)).toEqual([]);
    await page.getByRole('button', { name: 'As they were' }).click();
    await page.goto(`${page.url().split('#')[0]}#/demonstrations?environment=${ids.reach}`);
    await page.getByRole('tab', { name: 'Quality of the list' }).click();
  },
);
