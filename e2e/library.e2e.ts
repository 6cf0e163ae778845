/** The library of demonstrations: finding, selecting, deleting, trimming, tagging, and one of 10,000 steps. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blankWorld } from './support/blank-world.ts';
import { launchChromium, screenshot } from './support/chromium.ts';
import { addExample, inLab, recordExpert, softExpert } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail, toast } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'library.lab');
const random = { ...softExpert, expert: 'random' } as const;
const longest = 10_000;
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];
/** Pages of steps that the window asked for: where each begins. */
const pagesAsked: number[] = [];

beforeAll(async () => {
  await inLab(lab, async (client) => {
    const { id: environmentId } = await addExample(client, 'windy-meadow');
    await recordExpert(client, { environmentId, episodes: 6, source: softExpert, tags: ['good'] });
    await recordExpert(client, { environmentId, episodes: 6, source: random, tags: ['noise'] });
    const endless = await client.environments.create({
      name: 'Endless plain',
      notes: '',
      spec: blankWorld({ rows: 20, columns: 20, maxSteps: longest }),
    });
    await recordExpert(client, { environmentId: endless.id, episodes: 1, source: random, tags: [] });
  });
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
  await rail(page, 'Demonstrations').click();
  await total(13);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const total = (count: number) => page.getByText(new RegExp(`^${count} with .+ steps?$`)).waitFor();
const rows = () => page.getByRole('listbox', { name: 'Demonstrations' }).getByRole('option');
const addFilter = (label: string) => page.getByLabel('Add a filter').selectOption({ label });
const chip = (name: string) => page.getByRole('button', { name: `Remove ${name}`, exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const selectedCount = (text: string) => page.getByText(text, { exact: true }).waitFor();
const slider = () => page.getByRole('slider', { name: 'Step of the demonstration' });

test('filters are chips that narrow the list and go one by one', async () => {
  await addFilter('noise');
  await chip('Tag: noise').waitFor();
  await total(6);
  await addFilter('Endless plain');
  await page.getByText('No demonstration matches these filters.').waitFor();
  await chip('Tag: noise').click();
  await total(1);
  await chip('Endless plain').click();
  await total(13);
  await addFilter('People');
  await page.getByText('No demonstration matches these filters.').waitFor();
  await button('Clear all filters').click();
  await total(13);
  await button('Length, return').click();
  await page.getByLabel('Length from').fill('1000');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Remove Length from 1.?000$/ }).waitFor();
  await total(1);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('good');
  await page.getByText('No demonstration matches these filters.').waitFor();
  await button('Clear all').click();
  await total(13);
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.getByLabel('Order').selectOption({ label: 'Longest first' });
  await expect.poll(() => rows().first().getAttribute('aria-label')).toContain('Endless plain');
});

test('rows are selected as in a file manager, deleted softly, and Undo brings them back', async () => {
  await addFilter('Windy meadow');
  await total(12);
  await rows().nth(0).click();
  await rows()
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await rows()
    .nth(4)
    .click({ modifiers: ['Control'] });
  await selectedCount('4 selected');
  await page.keyboard.press('Delete');
  await toast(page, 'Deleted 4 demonstrations').waitFor();
  await total(8);
  await toast(page, 'Deleted 4 demonstrations').getByRole('button', { name: 'Undo' }).click();
  await total(12);
});

test('what was deleted can be found and restored later', async () => {
  await rows().nth(1).click();
  await button('Delete')
    .or(page.getByRole('button', { name: 'Delete' }))
    .last()
    .click();
  await total(11);
  await addFilter('Deleted ones');
  await total(1);
  await page.getByRole('listbox', { name: 'Demonstrations' }).focus();
  await page.keyboard.press('Control+a');
  await selectedCount('1 selected');
  await button('Restore').click();
  await toast(page, 'Restored 1 demonstration').waitFor();
  await chip('Deleted').click();
  await total(12);
});

test('a demonstration is trimmed at the cursor, and Undo brings the whole back', async () => {
  await rows().first().click();
  const whole = Number((await slider().getAttribute('max')) ?? 0);
  expect(whole).toBeGreaterThan(4);
  await slider().focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await page.getByLabel(`Path of the selected demonstration, step 3 of ${whole}`).waitFor();
  await button('Trim to 3 steps').click();
  await toast(page, 'Trimmed to 3 steps').waitFor();
  await page.getByLabel('Path of the selected demonstration, step 3 of 3').waitFor();
  await total(12);
  await toast(page, 'Trimmed to 3 steps').getByRole('button', { name: 'Undo' }).click();
  await page.getByLabel(`Path of the selected demonstration, step ${whole} of ${whole}`).waitFor();
  await total(12);
});

test('tags and notes are written at once and stay', async () => {
  await page.getByLabel('Add a tag').fill('favourite');
  await page.keyboard.press('Enter');
  await chip('favourite').waitFor();
  await page.getByLabel('Notes', { exact: true }).fill('The long way round, on purpose.');
  await page.keyboard.press('Tab');
  await page.getByText('saved', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('searchbox').fill('on purpose');
  await total(1);
  await rows().first().click();
  await chip('favourite').waitFor();
  expect(await page.getByLabel('Notes', { exact: true }).inputValue()).toBe(
    'The long way round, on purpose.',
  );
  await chip('favourite').click();
  await chip('favourite').waitFor({ state: 'detached' });
  await chip('“on purpose”').click();
});

test('a selection made with keys becomes a dataset, one press from Infer', async () => {
  await total(12);
  await rows().first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await selectedCount('3 selected');
  await button('New dataset from selection').click();
  await page.getByRole('textbox', { name: 'Name of the dataset' }).fill('Three of a kind');
  await page.keyboard.press('Enter');
  const made = toast(page, 'Made the dataset “Three of a kind”');
  await made.waitFor();
  await screenshot(page, 'library');
  await made.getByRole('button', { name: 'Infer its reward' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  const dataset = page.getByRole('combobox', { name: 'Dataset' });
  expect(await dataset.locator('option:checked').innerText()).toBe('Three of a kind');
  await page.getByText('Recovers the reward that explains 3 demonstrations of Windy meadow.').waitFor();
  await rail(page, 'Demonstrations').click();
});

test('10,000 steps are read in pages, each once', async () => {
  // The filter of an environment comes back with the screen, so it is looked for when the list is there.
  await page.getByText(/^\d+ with .+ steps?$/).waitFor();
  if ((await page.getByRole('button', { name: /^Remove / }).count()) > 0) await chip('Windy meadow').click();
  await total(13);
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const text = payload.toString();
      const from = /demonstrations\/steps[\s\S]*?"from":(\d+)/.exec(text)?.[1];
      if (from !== undefined) pagesAsked.push(Number(from));
    }),
  );
  await page.reload();
  await total(13);
  await page.getByLabel('Order').selectOption({ label: 'Longest first' });
  await rows().first().click();
  await page.getByLabel(`Path of the selected demonstration, step ${longest} of ${longest}`).waitFor();
  // The place under the cursor first, the rest after it.
  const pages = () => pagesAsked.filter((from) => from > 0).sort((a, b) => a - b);
  await expect.poll(pages).toEqual([4096, 8192]);
});

test('scrubbing through them shows every place within a frame or two', async () => {
  await slider().focus();
  for (const [key, at] of [
    ['Home', 0],
    ['ArrowRight', 1],
    ['End', longest],
    ['ArrowLeft', longest - 1],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByLabel(`Path of the selected demonstration, step ${at} of ${longest}`).waitFor();
  }
  await page.getByText(/: takes (up|down|left|right)/).waitFor();
  // Frames, not milliseconds: a slow machine draws fewer of them, and none may be spent waiting.
  const frames = await page.evaluate<number[]>(`(async () => {
    const slider = document.querySelector('input[type=range][aria-label="Step of the demonstration"]');
    const picture = () => document.querySelector('[aria-label^="Path of the selected demonstration"]').ariaLabel;
    const frame = () => new Promise(requestAnimationFrame);
    const needed = [];
    for (let i = 0; i < 100; i++) {
      const at = (i * 6151) % ${longest};
      slider.value = at;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      let count = 0;
      do { await frame(); count++; } while (!picture().includes(\`step \${at} of\`) && count < 100);
      needed.push(count);
    }
    return needed;
  })()`);
  expect(Math.max(...frames)).toBeLessThanOrEqual(2);
  await screenshot(page, 'library-long');
});

test('nothing complained on the way', () => {
  expect(complaints).toEqual([]);
});
