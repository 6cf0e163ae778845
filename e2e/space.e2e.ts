/** Worlds in space: MuJoCo runs in the page under its policy, is drawn, and is led by the pointer. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const home = scratchHome();
let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

test('the reacher is added from the gallery and its fingertip led to a take of 50 steps', async () => {
  const { page, complaints } = await openWindow(browser, server.url);
  await rail(page, 'Environments').click();
  await page
    .getByRole('button', { name: /^Reacher/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Add to this lab' }).click();
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('record in reacher');
  await page.getByRole('option', { selected: true, name: /Reacher/ }).waitFor();
  await page.keyboard.press('Enter');
  const picture = page.getByRole('img', { name: 'Reacher, take 1' });
  await picture.waitFor();
  const box = await picture.boundingBox();
  if (box === null) throw new Error('the picture has no place');
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.3 * box.height);
  await page.getByText(/after 50 steps/).waitFor();
  // The fingertip was pulled upwards from about (0.21, 0); which way the elbow bends is the arm's own business.
  const about = await page.locator(`[id="${await picture.getAttribute('aria-describedby')}"]`).innerText();
  const angle = (joint: string) =>
    Number(new RegExp(`${joint} ([-\u2212]?[\\d.]+)`).exec(about)?.[1]?.replace('\u2212', '-'));
  const [shoulder, elbow] = [angle('shoulder'), angle('elbow')];
  expect(0.1 * Math.sin(shoulder) + 0.11 * Math.sin(shoulder + elbow), about).toBeGreaterThan(0.06);
  expect(complaints).toEqual([]);
});
