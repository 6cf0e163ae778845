/** The first minute: the app starts, signs the browser in once, and shows the sample lab without a complaint. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, launchChromium, screenshot } from './support/chromium.ts';
import { scratchHome, startServer } from './support/server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['sources', 'built'] as const)('from the %s', (program) => {
  const home = scratchHome();
  afterAll(() => home.remove());

  test('the page shows the sample lab, and its address works once', async () => {
    const server = await startServer({ home: home.path, lab: null, program });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(server.url);
      await page.getByText('Environments').first().waitFor();
      await page.getByText('Windy meadow').first().waitFor();
      await screenshot(page, `start-${program}`);
      expect(complaints).toEqual([]);
      expect(page.url()).not.toContain('token');
      await context.close();

      const stranger = await browser.newContext();
      const refused = await (await stranger.newPage()).goto(server.url);
      expect(refused?.status()).toBe(401);
      await stranger.close();
    } finally {
      const code = await server.stop();
      // Windows has no signal that asks; there the process is ended.
      if (process.platform !== 'win32') expect(code).toBe(0);
    }
  });
});
