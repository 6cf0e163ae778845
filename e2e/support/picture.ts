/** Screenshots for the documentation, and large ones that are only to be looked at. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folders = { shown: 'docs/images', looked: 'test-results/wide' };
const small = { width: 1280, height: 800 };
const wide = { width: 1920, height: 1200 };
const shots = [
  { folder: folders.shown, ending: 'light', colorScheme: 'light', viewport: small },
  { folder: folders.shown, ending: 'dark', colorScheme: 'dark', viewport: small },
  { folder: folders.looked, ending: 'light', colorScheme: 'light', viewport: wide },
  { folder: folders.looked, ending: 'dark', colorScheme: 'dark', viewport: wide },
] as const;

/** The window as it is, in both themes and on a large screen. */
export async function picture(page: Page, screen: string): Promise<void> {
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  await page.evaluate('document.activeElement.blur()');
  await page.mouse.move(1, 1);
  for (const { folder, ending, colorScheme, viewport } of shots) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await drawn(page);
    await page.screenshot({
      path: `${folder}/${screen}-${ending}.png`,
      animations: 'disabled',
      caret: 'hide',
    });
  }
  await page.setViewportSize(small);
}

/** Some frames: sizes are observed, then drawn. A busy machine may never be idle. */
const drawn = (page: Page) =>
  page.evaluate(
    '(async () => { for (let i = 0; i < 8; i++) await new Promise(requestAnimationFrame); await new Promise((done) => requestIdleCallback(done, { timeout: 1000 })); })()',
  );
