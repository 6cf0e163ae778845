/** A fresh headless Chromium, and what its page complains about. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags, findChromium, howToGetChromium } from '../../scripts/support/chromium.ts';

/** Starts a browser of its own profile; close it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(howToGetChromium);
  return chromium.launch({ executablePath, headless: true, args: [...chromiumFlags] });
}

/** Collects errors that the page throws or logs, from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** A picture of the page for a person to look at, under test-results/. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = `test-results/screens/${name}.png`;
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
