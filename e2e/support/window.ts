/** A window of the app in Chromium, and the parts of it that every test walks through. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { complaintsOf } from './chromium.ts';

export interface AppWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page threw or logged so far. */
  readonly complaints: string[];
}

/** Opens an address of the app in a browser of its own cookies. */
export async function openWindow(browser: Browser, url: string): Promise<AppWindow> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
  return openTab(context, url);
}

/** Another window of the same browser. */
export async function openTab(context: BrowserContext, url: string): Promise<AppWindow> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = complaintsOf(page);
  await page.goto(url);
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await page.getByText('Opening the lab…').waitFor({ state: 'detached' });
  return { context, page, complaints };
}

/** The link to a screen. */
export const rail = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true });

/** A message at the foot of the window that says this. */
export const toast = (page: Page, text: string | RegExp): Locator =>
  page
    .getByRole('list', { name: 'Messages' })
    .getByRole('listitem')
    .or(page.getByRole('list', { name: 'Messages' }).locator('li'))
    .filter({ hasText: text });

/** The page without the address's token: what a bookmark holds. */
export const plainAddress = (server: { readonly port: number }): string => `http://127.0.0.1:${server.port}/`;
