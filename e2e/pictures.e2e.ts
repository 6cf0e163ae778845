/**
 * The pictures of the documentation: every screen on the sample lab, in a fixed state, into docs/images/. Not a test of
 * anything, so it runs only when asked for: `npm run e2e -- pictures`.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { bestActions, driveToTheEnd, exampleWorld, press, stateOf } from './support/driver.ts';
import { picture } from './support/picture.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const home = scratchHome();
let browser: Browser;
let server: Server;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
  ({ page } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

test('environments, with the first steps', async () => {
  await page.getByRole('article', { name: 'Windy meadow' }).waitFor();
  await page.getByText('Welcome to your first lab').waitFor();
  await picture(page, 'welcome');
  await page.getByRole('button', { name: 'Dismiss the first steps' }).click();
  await picture(page, 'environments');
});

test('the painter', async () => {
  await page.getByRole('button', { name: 'Four rooms', exact: true }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('application', { name: /^Grid/ }).waitFor();
  await page.keyboard.press('g');
  await picture(page, 'editor');
  await page.getByRole('button', { name: /^Back/ }).click();
});

test('recording, half way', async () => {
  const world = exampleWorld('windy-meadow');
  const actions = bestActions(world);
  await page.getByRole('button', { name: 'Windy meadow', exact: true }).click();
  await page.getByRole('link', { name: 'Record here' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.keyboard.press('Tab');
  for (const take of [1, 2]) {
    await page.getByText(`Take ${take} is ready`).waitFor();
    await driveToTheEnd(page, world, actions);
    await page.keyboard.press('Enter');
    await page.getByText(`${take} kept`).waitFor();
  }
  await page.getByText('Take 3 is ready').waitFor();
  for (let step = 0; step < 7; step++) {
    await press(page, world, actions[await stateOf(page, world)]);
    // At the pace of a person, which the picture shows.
    await page.waitForTimeout(180);
  }
  await page.getByText('Saved', { exact: true }).waitFor();
  await picture(page, 'record');
  await page.keyboard.press('Backspace');
  await page.getByText('Take 4 is ready').waitFor();
});

test('demonstrations, one of them half way', async () => {
  await rail(page, 'Demonstrations').click();
  const rows = page.getByRole('listbox', { name: 'Demonstrations' }).getByRole('option');
  await rows.nth(4).click();
  const slider = page.getByRole('slider', { name: 'Step of the demonstration' });
  await slider.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
  await page.getByText(/: takes (up|down|left|right)/).waitFor();
  await picture(page, 'demonstrations');
});

test('inference: its three questions, and a run', async () => {
  await rail(page, 'Infer').click();
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  await picture(page, 'infer-setup');
  await page.getByRole('link', { name: /What the walker likes/ }).click();
  await page.getByRole('article').locator('[data-status=finished]').waitFor();
  await page.getByRole('link', { name: 'See reward' }).waitFor();
  await picture(page, 'infer');
});

test('the reward, the replay, the comparison', async () => {
  await page.getByRole('link', { name: 'See reward' }).click();
  await page.getByText('Pearson correlation').waitFor();
  await picture(page, 'rewards');

  await rail(page, 'Replay').click();
  const slider = page.getByRole('slider', { name: 'Step of both episodes' });
  await slider.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
  await picture(page, 'replay');

  await rail(page, 'Compare').click();
  await page.getByRole('table').first().waitFor();
  await picture(page, 'compare');
});

test('the explorer', async () => {
  await rail(page, 'Explorer').click();
  await page.getByText('Solving…').waitFor({ state: 'detached' });
  const time = page.getByRole('slider').first();
  await time.focus();
  // Past the step at which the two films meet.
  for (let step = 0; step < 15; step++) await page.keyboard.press('ArrowRight');
  await page.getByText('The films have not met yet').waitFor({ state: 'detached' });
  await picture(page, 'explorer');
});
