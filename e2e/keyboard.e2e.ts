/** The whole loop without a mouse: record, infer, see the reward, replay, compare, export. */
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { bestActions, driveToTheEnd, exampleWorld, stage } from './support/driver.ts';
import { addExample, inLab } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const world = exampleWorld('windy-meadow');
const actions = bestActions(world);
const home = scratchHome();
const lab = join(home.path, 'keyboard.lab');
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await inLab(lab, (client) => addExample(client, 'windy-meadow'));
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
  await page.getByRole('article', { name: 'Windy meadow' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

/** Goes on with Tab until a control has the focus. */
async function tabTo(control: Locator): Promise<void> {
  await control.waitFor();
  for (let press = 0; press < 150; press++) {
    if (await control.and(page.locator(':focus')).isVisible()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${control}.`);
}

async function enter(control: Locator): Promise<void> {
  await tabTo(control);
  await page.keyboard.press('Enter');
}

test('R opens the world for driving, arrows drive, Enter keeps', async () => {
  await page.keyboard.press('r');
  await stage(page).waitFor();
  for (let take = 1; take <= 2; take++) {
    await page.getByText(`Take ${take} is ready`).waitFor();
    await driveToTheEnd(page, world, actions);
    await page.keyboard.press('Enter');
    await page.getByText(`${take} kept`).waitFor();
  }
});

test('the takes become a dataset, and one shortcut infers its reward', async () => {
  await enter(page.getByRole('button', { name: 'Make a dataset of these 2' }));
  await page.getByText('Made the dataset').waitFor();
  await page.keyboard.press('Control+4');
  await page.getByText('Recovers the reward that explains 2 demonstrations of Windy meadow.').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').locator('[data-status=finished]').first().waitFor({ timeout: 30_000 });
});

test('the reward, its replay and the comparison are each a key away', async () => {
  await enter(page.getByRole('link', { name: 'See reward' }));
  await page.getByRole('heading', { name: 'True reward', exact: true }).waitFor();
  await page.keyboard.press('Control+6');
  const play = page.getByRole('button', { name: /^Play/ });
  await enter(play);
  await page
    .getByRole('button', { name: /^Pause/ })
    .or(play)
    .first()
    .waitFor();
  await page.keyboard.press('Control+7');
  await page.getByRole('table').first().waitFor({ timeout: 30_000 });
  const csv = page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'CSV' });
  await tabTo(csv);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toContain('.csv');
});

test('the palette and the rail are reached from anywhere', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Command palette' }).locator('input:focus').waitFor();
  await page.keyboard.press('Escape');
  await enter(rail(page, 'Demonstrations'));
  await page.getByText(/^2 with .+ steps?$/).waitFor();
  await tabTo(page.getByRole('listbox', { name: 'Demonstrations' }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await page.getByText(/^1 with .+ steps?$/).waitFor();
  await enter(page.getByRole('list', { name: 'Messages' }).getByRole('button', { name: 'Undo' }));
  await page.getByText(/^2 with .+ steps?$/).waitFor();
  expect(complaints).toEqual([]);
});
