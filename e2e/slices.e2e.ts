/** What was learned in a continuous world: its reward as slices, its policy beside the expert on one clock. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { algorithms } from '../core/contract/index.ts';
import { launchChromium, screenshot } from './support/chromium.ts';
import { addExample, inLab, recordExpert } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const probe = readFileSync(new URL('support/accessibility-probe.js', import.meta.url), 'utf8');
const home = scratchHome();
const lab = join(home.path, 'motion.lab');
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await inLab(lab, async (client) => {
    const arena = await addExample(client, 'navigation');
    const source = {
      kind: 'expert',
      expert: 'scripted',
      script: 'shortest-way',
      noise: 0.1,
      temperature: 1,
      discount: 0.99,
    } as const;
    const asked = { environmentId: arena.id, episodes: 6, source, tags: [] };
    const demonstrationIds = await recordExpert(client, asked);
    const dataset = await client.datasets.create({ name: 'Ways', notes: '', demonstrationIds });
    const settings = {
      ...algorithms['guided-cost-learning'].defaults(),
      maxIterations: 3,
      episodes: 2,
      policyWidth: 8,
      policyUpdates: 20,
    };
    const { id } = await client.runs.create({
      name: 'What the mass seeks',
      spec: {
        algorithm: 'guided-cost-learning',
        environmentId: arena.id,
        datasetId: dataset.id,
        settings,
        seed: 1,
      },
    });
    while ((await client.runs.get({ id })).status !== 'finished') await setTimeout(50);
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

const map = () => page.getByRole('application', { name: /recovered reward over/ });

test('the reward is a map over the place, and says its value and the policy at the cursor', async () => {
  await rail(page, 'Rewards').click();
  await map().waitFor();
  expect(await map().getAttribute('aria-label')).toContain('x (m) and y (m)');
  await page.getByRole('checkbox', { name: '6 demonstrations' }).waitFor();
  await page.getByRole('checkbox', { name: '6 learned episodes' }).waitFor();
  await page.getByRole('figure', { name: /^Reward above its mean here, .*: colours from/ }).waitFor();
  const box = (await map().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const words = page.getByText(/^x .*, y .*: reward/);
  await words.waitFor();
  const before = await words.innerText();
  await map().focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => words.innerText()).not.toBe(before);
  await page.getByRole('img', { name: /^300 draws of force along x and force along y: mean/ }).waitFor();
  await page.getByText(/A constant: over episodes of one length/).waitFor();
  expect(await page.evaluate<string[]>(probe)).toEqual([]);
  await screenshot(page, 'rewards-slice');
});

test('other numbers vary, and the rest is held where a demonstration was', async () => {
  await page.getByRole('combobox', { name: 'Across' }).selectOption({ label: 'x velocity (m/s)' });
  await page.getByRole('application', { name: /over x velocity \(m\/s\) and y \(m\)/ }).waitFor();
  const held = page.getByRole('slider', { name: 'x (m)' });
  await page.getByRole('button', { name: 'As at this step' }).click();
  // Demonstrations start about x = -3.5.
  await expect.poll(() => held.getAttribute('aria-valuetext')).toMatch(/^\u2212[34]/);
});

test('the policy plays from where the demonstration started, on one clock', async () => {
  await page.getByRole('main').getByRole('link', { name: 'Replay' }).click();
  await page.getByRole('img', { name: /^Expert, step 0 of/ }).waitFor();
  await page.getByRole('img', { name: /^Learned policy, step 0 of/ }).waitFor();
  await page.getByRole('img', { name: /^300 draws/ }).waitFor();
  await page.getByRole('button', { name: /^Play/ }).click();
  await page.getByRole('img', { name: /^Learned policy, step [1-9]/ }).waitFor();
  await page.getByRole('button', { name: /^Pause/ }).click();
  const tick = page.getByRole('button', { name: /they part; jump there/ }).first();
  const at = /Step (\d+)/.exec((await tick.getAttribute('aria-label')) ?? '')?.[1];
  await tick.click();
  await page.getByRole('img', { name: new RegExp(`^Learned policy, step ${at} of`) }).waitFor();
  expect(await page.evaluate<string[]>(probe)).toEqual([]);
  await screenshot(page, 'replay-motion');
  const world = (await page.getByRole('img', { name: /^Learned policy, step/ }).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  await page.mouse.move(world.x + world.width / 2, world.y + world.height / 2);
  await page.getByRole('heading', { name: 'What it would do there' }).waitFor();
  await screenshot(page, 'replay-pointer');
  await page.mouse.move(1, 1);
  await page.getByRole('heading', { name: 'What it would do now' }).waitFor();
  const apart = page.locator('dl > div', { hasText: 'Apart on average' }).locator('dd');
  const first = await apart.innerText();
  await page.keyboard.press('s');
  await expect.poll(() => apart.innerText()).not.toBe(first);
  expect(complaints).toEqual([]);
});
