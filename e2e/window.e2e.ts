/** The frame around the screens: palette, shortcuts, theme, memory, runs, and several windows on one lab. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, screenshot } from './support/chromium.ts';
import { type Server, scratchHome, startAgain, startServer } from './support/server.ts';
import { openTab, openWindow, plainAddress, rail, toast } from './support/window.ts';

const home = scratchHome();
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab: null, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const palette = () => page.getByRole('dialog', { name: 'Command palette' });
const theme = () => page.locator('html').getAttribute('data-theme');
const onScreen = (name: string) => rail(page, name).and(page.locator('[aria-current="page"]')).waitFor();

/** Opens the palette and types; a test types faster than anybody, so it waits for the cursor. */
async function find(text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await palette().locator('input:focus').waitFor();
  await page.keyboard.type(text);
}

const chosen = (name: RegExp) => palette().getByRole('option', { selected: true, name }).waitFor();

test('a first start says what to do next, until it is sent away', async () => {
  const steps = page.getByRole('region', { name: 'First steps' });
  await steps.getByText('Welcome to your first lab').waitFor();
  await button('Dismiss the first steps').click();
  await steps.waitFor({ state: 'detached' });
});

test('the palette finds actions, environments and runs by name', async () => {
  await find('go to comp');
  await chosen(/^Go to Compare/);
  await page.keyboard.press('Enter');
  await onScreen('Compare');
  await find('record in four');
  await chosen(/^Record in Four rooms/);
  await page.keyboard.press('Enter');
  await onScreen('Record');
  await page.getByLabel('Four rooms: you are at').waitFor();
  await find('zzz');
  await palette().getByText('Nothing is called that.').waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'hidden' });
});

test('every screen has its key, and ? lists the keys', async () => {
  for (const [index, name] of [
    'Environments',
    'Record',
    'Demonstrations',
    'Infer',
    'Rewards',
    'Replay',
    'Compare',
    'Explorer',
  ].entries()) {
    await page.keyboard.press(`Control+${index + 1}`);
    await onScreen(name);
  }
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Find an action').waitFor();
  await screenshot(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  // In a field it is a question mark.
  await page.keyboard.press('Control+3');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').press('?');
  expect(await page.getByRole('searchbox').inputValue()).toBe('?');
  expect(await sheet.isVisible()).toBe(false);
  await page.getByRole('searchbox').fill('');
});

test('a setting that is no number, or out of its range, is refused in the form', async () => {
  await rail(page, 'Infer').click();
  await button('New run').click();
  await page.getByText('Advanced').click();
  const iterations = page.getByRole('textbox', { name: 'Iterations at most' });
  for (const [typed, reason] of [
    ['NaN', /Type a whole number from 1 to 100000/],
    ['Infinity', /Type a whole number/],
    ['', /Type a whole number/],
    ['1.5', /Whole numbers only/],
    ['0', /0 is out of range: from 1 to 100000/],
    ['1e6', /out of range/],
  ] as const) {
    await iterations.fill(typed);
    await page.getByRole('alert').filter({ hasText: reason }).waitFor();
    await page.getByText('A setting is out of its range; it is marked in red.').waitFor();
    expect(await button('Infer').isDisabled()).toBe(true);
  }
});

test('a long run is followed, paused, resumed and cancelled from the drawer', async () => {
  await page.getByRole('combobox', { name: 'Optimiser' }).selectOption({ label: 'Gradient ascent' });
  await page.getByRole('textbox', { name: 'Step size' }).fill('0.000001');
  await page.getByRole('textbox', { name: 'Gradient tolerance' }).fill('1e-12');
  await page.getByRole('textbox', { name: 'Iterations at most' }).fill('100000');
  await page.getByRole('textbox', { name: 'Name of the run (optional)' }).fill('Slow climb');
  await button('Infer').click();
  await button(/^Runs: 1 running/).waitFor();
  await page.keyboard.press('Control+j');
  const drawer = page.getByRole('complementary', { name: 'Runs' }).last();
  const item = drawer.getByRole('listitem').filter({ hasText: 'Slow climb' });
  const status = (word: string) => item.getByText(word, { exact: true }).waitFor();
  await status('running');
  await item.getByRole('progressbar').waitFor();
  await item.getByText(/about .* left/).waitFor();
  await screenshot(page, 'drawer');
  // It goes on while one is elsewhere.
  await rail(page, 'Environments').click();
  await button('Pause Slow climb').click();
  await status('paused');
  await button(/^Runs: .*1 paused/).waitFor();
  await button('Resume Slow climb').click();
  await status('running');
  await button('Cancel Slow climb').click();
  await status('cancelled');
  await button('Resume Slow climb').waitFor();
  await page.keyboard.press('Control+j');
  await drawer.getByRole('heading', { name: 'Runs' }).waitFor({ state: 'hidden' });
});

test('two windows on one lab see each other’s changes', async () => {
  const other = await openTab(page.context(), `${plainAddress(server)}#/environments`);
  const card = (where: Page, name: string) => where.getByRole('button', { name, exact: true });
  await rail(page, 'Environments').click();
  await card(page, 'Four rooms').click();
  await button('Rename').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Four chambers');
  await page.keyboard.press('Enter');
  await card(other.page, 'Four chambers').waitFor();
  await card(other.page, 'Four chambers').click();
  await other.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await card(page, 'Four chambers').waitFor({ state: 'detached' });
  await toast(other.page, 'Deleted “Four chambers”').getByRole('button', { name: 'Undo' }).click();
  await card(page, 'Four chambers').waitFor();
  expect(other.complaints).toEqual([]);
  await other.page.close();
});

test('the theme is switched by hand', async () => {
  await button('Theme: as the system').click();
  expect(await theme()).toBe('light');
  await button('Theme: light').click();
  expect(await theme()).toBe('dark');
  await screenshot(page, 'dark');
});

test('a restart finds the window as it was left', async () => {
  const rows = (where: Page) => where.getByRole('listbox', { name: 'Demonstrations' }).getByRole('option');
  const selected = (where: Page) => rows(where).and(where.getByRole('option', { selected: true }));
  const sent: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload.toString())));
  await page.reload();
  await rail(page, 'Demonstrations').click();
  await rows(page).nth(3).click();
  const id = (await selected(page).getAttribute('id')) ?? 'none';
  const remembers = (frame: string) => frame.includes('writeState') && frame.includes(id.replace(/^.*-/, ''));
  await expect.poll(() => sent.some(remembers)).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
  expect(await server.stop()).toBe(0);
  server = await startAgain(server, { home: home.path, program: 'sources' });
  ({ page, complaints } = await openTab(page.context(), plainAddress(server)));
  await onScreen('Demonstrations');
  await selected(page).waitFor();
  expect(await selected(page).getAttribute('id')).toBe(id);
  expect(await theme()).toBe('dark');
  expect(await page.getByText('Welcome to your first lab').count()).toBe(0);
  expect(complaints).toEqual([]);
});
