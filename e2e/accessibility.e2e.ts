/** What everybody needs of every screen, in both themes: names, order, visible focus, contrast. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

interface Stop {
  readonly stop: string;
  readonly name: string;
  readonly seen: boolean;
}

const probe = readFileSync(new URL('support/accessibility-probe.js', import.meta.url), 'utf8');
const focusProbe = readFileSync(new URL('support/focus-probe.js', import.meta.url), 'utf8');
const home = scratchHome();
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
  // Colours fade in; what is measured is where they end.
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

/** Each screen, and what shows that it is there. */
const screens: readonly [string, () => Promise<void>][] = [
  ['Environments', () => page.getByRole('article', { name: 'Windy meadow' }).waitFor()],
  ['Record', () => page.getByText('Take 1 is ready').waitFor()],
  ['Demonstrations', () => page.getByLabel(/^Path of the selected demonstration/).waitFor()],
  ['Infer', () => page.getByRole('heading', { name: 'New run' }).waitFor()],
  ['Rewards', () => page.getByRole('heading', { name: 'True reward', exact: true }).waitFor()],
  ['Replay', () => page.getByRole('button', { name: /^Play/ }).waitFor()],
  ['Compare', () => page.getByRole('table').first().waitFor()],
  ['Explorer', () => page.getByRole('heading', { name: 'Explorer' }).waitFor()],
];

const goTo = async (screen: string, there: () => Promise<void>) => {
  await rail(page, screen).click();
  await there();
};

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(screens)(
    '%s: every control has a name, every reference a target, every text contrast',
    async (screen, there) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await goTo(screen, there);
      expect(await page.evaluate<string[]>(probe)).toEqual([]);
    },
  );
});

test.each(screens)('%s: Tab goes round, and the focus is always seen', async (screen, there) => {
  await goTo(screen, there);
  const stops = new Map<string, Stop>();
  for (let press = 0; press < 150; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(focusProbe);
    if (stop === null) continue;
    if (stops.has(stop.stop)) break;
    stops.set(stop.stop, stop);
  }
  expect(stops.size).toBeGreaterThan(12);
  expect([...stops.values()].filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
});

test('nothing complained on the way', () => {
  expect(complaints).toEqual([]);
});
