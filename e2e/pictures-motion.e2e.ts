/**
 * The pictures of continuous worlds for the documentation: a person steering, a reward learned by guided cost learning, its
 * policy beside the demonstrations. Not a test of anything, so it runs only when asked for: `npm run e2e -- pictures`.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { algorithms, type LabClient, type RunSpec } from '../core/contract/index.ts';
import { softPolicyGradientForLearned } from '../core/forward/soft-policy-gradient/index.ts';
import { guidedCostSteady } from '../core/inverse/guided-cost/index.ts';
import { launchChromium } from './support/chromium.ts';
import { addExample, inLab, recordExpert } from './support/lab.ts';
import { picture } from './support/picture.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'motion.lab');
const ids: Record<string, string> = {};
let browser: Browser;
let server: Server;
let page: Page;

const walker = {
  kind: 'expert',
  expert: 'scripted',
  script: 'detours',
  noise: 0.05,
  temperature: 1,
  discount: 0.99,
} as const;

/** Carries out a run and answers with its id. */
async function carryOut(client: LabClient, name: string, spec: RunSpec): Promise<string> {
  const { id } = await client.runs.create({ name, spec });
  await expect
    .poll(async () => (await client.runs.get({ id })).status, { timeout: 900_000, interval: 500 })
    .toBe('finished');
  return id;
}

test('a lab with something to show', async () => {
  await inLab(lab, async (client) => {
    for (const example of [
      'navigation',
      'four-goals',
      'Reacher-v5',
      'HalfCheetah-v5',
      'highway',
      'Pendulum-v1',
    ])
      ids[example] = (await addExample(client, example)).id;
    const room = ids.navigation;
    const demonstrationIds = await recordExpert(client, {
      environmentId: room,
      episodes: 12,
      source: walker,
      tags: [],
    });
    const dataset = await client.datasets.create({ name: 'Ways around', demonstrationIds });
    ids.guided = await carryOut(client, 'What the walker wants', {
      algorithm: 'guided-cost-learning',
      environmentId: room,
      datasetId: dataset.id,
      settings: guidedCostSteady(),
      seed: 1,
    });
    ids.solved = await carryOut(client, 'How to get it', {
      algorithm: 'soft-policy-gradient',
      environmentId: room,
      sourceRunId: ids.guided,
      settings: softPolicyGradientForLearned(),
      seed: 1,
    });
    const softQ = algorithms['soft-q-learning'].defaults();
    ids.goals = await carryOut(client, 'All four goals', {
      algorithm: 'soft-q-learning',
      environmentId: ids['four-goals'],
      sourceRunId: null,
      settings: {
        ...softQ,
        temperature: 1,
        totalSteps: 8000,
        startSteps: 4000,
        learningRate: 2e-3,
        learningRateSchedule: 'linear',
        targetRate: 0.02,
        valueSamples: 24,
      },
      seed: 1,
    });
  });
}, 2_400_000);

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server?.stop();
  home.remove();
});

const go = async (screen: string, params: Record<string, string>) => {
  const query = new URLSearchParams(params);
  await page.goto(`${page.url().split('#')[0]}#/${screen}?${query}`);
};

test('steering a point mass, and an arm in space', async () => {
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page } = await openWindow(browser, server.url));
  await go('record', { environment: ids.navigation });
  await page.getByText('Take 1 is ready').waitFor();
  await page.waitForTimeout(500);
  const box = await page.getByRole('img', { name: /^Navigation/ }).boundingBox();
  if (!box) throw new Error('There is no picture.');
  const scale = (Math.min(box.width, box.height) - 4) / 10;
  const to = (x: number, y: number) =>
    page.mouse.move(box.x + box.width / 2 + x * scale, box.y + box.height / 2 - y * scale);
  await to(-4, 0);
  await page.mouse.down();
  await page.mouse.up();
  for (const [x, y] of [
    [-4, 1],
    [-4, 3],
    [-3, 4.2],
    [0, 4.2],
  ] as const) {
    await to(x, y);
    await page.waitForTimeout(600);
  }
  await page.keyboard.press('Space');
  await picture(page, 'record-navigation');
  await page.keyboard.press('Backspace');
  await go('record', { environment: ids['HalfCheetah-v5'] });
  await page.getByText('Take 1 is ready').waitFor();
  await page.waitForTimeout(1000);
  await picture(page, 'record-cheetah');
});

test('guided cost learning, its reward, its policy', async () => {
  await go('infer', { run: ids.guided });
  await page.getByRole('article').locator('[data-status=finished]').waitFor();
  await page.waitForTimeout(2000);
  await picture(page, 'infer-guided');
  await go('rewards', { run: ids.guided });
  await page.waitForTimeout(4000);
  await picture(page, 'rewards-slices');
  await go('replay', { run: ids.solved });
  await page.waitForTimeout(4000);
  await picture(page, 'replay-navigation');
});

test('soft Q-learning keeps all four goals', async () => {
  await go('replay', { run: ids.goals });
  await page.waitForTimeout(4000);
  await picture(page, 'replay-goals');
});

test('the gallery and the methods', async () => {
  await go('environments', {});
  await page.waitForTimeout(1000);
  await picture(page, 'environments-motion');
  await go('infer', {});
  await page.waitForTimeout(1500);
  await picture(page, 'infer-methods');
});
