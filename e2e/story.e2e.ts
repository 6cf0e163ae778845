/**
 * The outcome, as a person lives it: drive with the arrow keys, infer, look at the reward, replay, compare. Every press is a
 * real key press or click in Chromium, against the real server, worker threads and lab file.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchChromium, screenshot } from './support/chromium.ts';
import { bestActions, driveToTheEnd, exampleWorld, stage } from './support/driver.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';

const world = exampleWorld('windy-meadow');
const actions = bestActions(world);
const home = scratchHome();
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
  page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true })
  ).newPage();
  page.setDefaultTimeout(30_000);
  complaints = complaintsOf(page);
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Windy meadow' }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const rail = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });

test('a person drives three takes and keeps them', async () => {
  await page
    .getByRole('link', { name: 'Record here' })
    .or(page.getByRole('button', { name: 'Record here' }))
    .click();
  await stage(page).waitFor();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.keyboard.press('Tab');
  await stage(page).waitFor();
  for (let take = 1; take <= 3; take++) {
    await page.getByText(`Take ${take} is ready`).waitFor();
    await page.locator('body').click({ position: { x: 2, y: 400 } });
    const steps = await driveToTheEnd(page, world, actions);
    expect(steps).toBeGreaterThanOrEqual(8);
    if (take === 2) await screenshot(page, 'record');
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`${steps} steps.*re-simulated: exact`, 'i')).waitFor();
  }
  await page.getByText('3 kept').waitFor();
});

test('a take that was discarded by mistake comes back with Undo', async () => {
  await page.getByText('Take 4 is ready').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.locator('dl > div', { hasText: /^Steps\s*1\b/ }).waitFor();
  await page.keyboard.press('Backspace');
  await page.getByText(/is ready/).waitFor();
  await page.getByText('3 kept').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('4 kept').waitFor();
});

test('the takes become a dataset, and Infer recovers a reward from it', async () => {
  await page.getByRole('button', { name: /Make a dataset of these 4/ }).click();
  await rail('Infer').click();
  await page
    .getByRole('combobox', { name: 'Dataset' })
    .selectOption({ label: 'Windy meadow by Ada, 4 takes' });
  await page.getByRole('button', { name: 'Infer', exact: true }).click();
  await page.getByRole('link', { name: 'See reward' }).waitFor({ timeout: 30_000 });
  await screenshot(page, 'infer');
});

test('the reward is shown beside the true one', async () => {
  await page.getByRole('link', { name: 'See reward' }).click();
  await page.getByRole('heading', { name: 'True reward', exact: true }).waitFor();
  await page.getByText('Pearson correlation').waitFor();
  const text = await page.getByRole('main').innerText();
  // Three short drives must already put the goal above the water.
  const weight = (name: string) => {
    const found = text.match(new RegExp(`${name}\\s*([+−]?[0-9.]+)`));
    if (!found) throw new Error(`No weight named ${name} on screen.`);
    return Number(found[1].replace('−', '-'));
  };
  expect(weight('goal')).toBeGreaterThan(weight('water'));
  await screenshot(page, 'rewards');
});

test('the policy replays beside the demonstration', async () => {
  await page.getByRole('main').getByRole('link', { name: 'Replay' }).click();
  await page.getByRole('button', { name: /^Play/ }).waitFor();
  await page.getByRole('button', { name: /^Play/ }).click();
  await page.waitForTimeout(1_000);
  await screenshot(page, 'replay');
});

test('and Compare says how close they are, and exports it', async () => {
  await rail('Compare').click();
  await page.getByRole('table').first().waitFor({ timeout: 30_000 });
  await screenshot(page, 'compare');
  for (const [format, ending] of [
    ['CSV', '.csv'],
    ['HTML', '.html'],
    ['JSON', '.json'],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('group', { name: 'Export' }).getByRole('button', { name: format }).click(),
    ]);
    expect(download.suggestedFilename()).toContain(ending);
  }
});

test('nothing complained on the way', () => {
  expect(complaints).toEqual([]);
});
