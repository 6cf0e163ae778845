/** Making worlds: painting a grid by hand and by keys, and importing any MDP from JSON, wrong ones included. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GridworldSpec } from '../core/mdp/index.ts';
import { launchChromium, screenshot } from './support/chromium.ts';
import { stage } from './support/driver.ts';
import { inLab } from './support/lab.ts';
import { Painter } from './support/painter.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail, toast } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'editor.lab');
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];
let painter: Painter;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('a drag paints without gaps, digits and letters pick the tool', async () => {
  await button('New grid').click();
  await field('Name').fill('Valley');
  painter = await Painter.find(page, 8);
  expect(await painter.at(2, 7)).toBe('grass, goal worth 5, terminal');
  expect(await painter.at(7, 2)).toBe('grass, start');

  await painter.click(1, 1);
  await page.keyboard.press('w');
  await painter.drag([3, 2], [3, 6], 'left');
  for (const column of [2, 3, 4, 5, 6]) expect(await painter.at(3, column)).toBe('wall');
  expect(await painter.at(3, 7)).toBe('grass');

  await page.keyboard.press('3');
  await painter.drag([5, 1], [5, 8], 'left');
  await page.keyboard.press('2');
  await painter.click(6, 3);
  expect(await painter.at(5, 4)).toBe('water');
  expect(await painter.at(6, 3)).toBe('mud');

  await page.keyboard.press('g');
  await field('Reward of the next goal').fill('9');
  await painter.click(8, 8);
  await page.keyboard.press('t');
  await painter.click(8, 8);
  await page.keyboard.press('s');
  await painter.click(8, 1);
  expect(await painter.at(8, 8)).toBe('grass, goal worth 9, terminal');
  expect(await painter.at(8, 1)).toBe('grass, start');
});

test('a right drag erases; undo and redo go through whole strokes', async () => {
  await painter.drag([3, 5], [3, 6], 'right');
  expect(await painter.at(3, 4)).toBe('wall');
  expect(await painter.at(3, 5)).toBe('grass');
  await page.keyboard.press('Control+z');
  expect(await painter.at(3, 5)).toBe('wall');
  expect(await painter.at(3, 6)).toBe('wall');
  await page.keyboard.press('Control+Shift+z');
  expect(await painter.at(3, 5)).toBe('grass');
  expect(await painter.at(3, 6)).toBe('grass');
});

test('the keyboard alone paints too', async () => {
  await page.getByRole('application', { name: /^Grid, 8 rows/ }).focus();
  await page.keyboard.press('1');
  await painter.click(1, 1);
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await painter.at(1, 2)).toBe('mud');
  expect(await painter.at(1, 3)).toBe('mud');
  expect(await painter.at(1, 4)).toBe('grass');
  await painter.click(1, 3);
  await page.keyboard.press('Delete');
  expect(await painter.at(1, 3)).toBe('grass');
});

test('slip and wind are set, and what is no number is refused beside the field', async () => {
  await field('Slip').fill('often');
  await page
    .getByRole('alert')
    .filter({ hasText: /number/i })
    .waitFor();
  expect(await field('Slip').getAttribute('aria-invalid')).toBe('true');
  await field('Slip').fill('2');
  await page.getByRole('alert').filter({ hasText: /0.*1/ }).waitFor();
  await field('Slip').fill('0.1');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await button('Wind in column 4: none').click();
  await button('Wind in column 4: 1 up').click();
  await button('Wind in column 4: 2 up').waitFor();
  await button('Wind in column 6: none').focus();
  await page.keyboard.press('ArrowDown');
  await button('Wind in column 6: 1 down').waitFor();
  await screenshot(page, 'editor');
});

test('a painting that is left is kept as a draft, also when the window closes', async () => {
  await button('Back; the draft is kept').click();
  await page.getByRole('heading', { name: 'Environments' }).waitFor();
  await button('New grid').click();
  expect(await field('Name').inputValue()).toBe('Valley');
  painter = await Painter.find(page, 8);
  expect(await painter.at(5, 4)).toBe('water');
});

test('what was painted is saved as painted', async () => {
  await page.keyboard.press('Control+s');
  await toast(page, 'Saved “Valley”').waitFor();
  const detail = page.getByRole('article', { name: 'Valley' });
  await detail.getByText('slips with probability 0.1').waitFor();
  await detail.getByText('2 up in column 4, 1 down in column 6').waitFor();
  await detail.getByText('8 × 8 grid').waitFor();
});

test('the world is drivable', async () => {
  await page.getByRole('link', { name: 'Record here' }).click();
  await stage(page).waitFor();
  await page.getByText('Take 1 is ready').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('dl > div', { hasText: /^Steps\s*1\b/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/1 step.*re-simulated: exact/).waitFor();
});

test('with a demonstration in it, a change is saved as a copy and the original stays', async () => {
  await rail(page, 'Environments').click();
  await button('Edit').click();
  await page.getByText('1 demonstration recorded in this world: changes are saved as a copy.').waitFor();
  expect(await button('Save').count()).toBe(0);
  painter = await Painter.find(page, 8);
  await page.keyboard.press('x');
  await painter.drag([3, 2], [3, 4], 'left');
  await button('Save as a copy').click();
  await toast(page, 'Saved “Valley 2”').waitFor();
  await page.getByRole('article', { name: 'Valley 2' }).waitFor();
});

const umbrella = (probability: number) => `{
  "name": "Umbrella",
  "spec": {
    "kind": "explicit",
    "states": ["dry", "wet", "home"],
    "actions": ["carry", "leave"],
    "transitions": [
      { "from": "dry", "action": "carry", "to": "home", "probability": 1 },
      { "from": "dry", "action": "leave", "to": "home", "probability": ${probability} },
      { "from": "dry", "action": "leave", "to": "wet", "probability": 0.1 },
      { "from": "wet", "action": "carry", "to": "home", "probability": 1 },
      { "from": "wet", "action": "leave", "to": "wet", "probability": 1 }
    ],
    "rewards": [{ "state": "home", "reward": 1 }],
    "initial": { "dry": 1 },
    "terminal": ["home"]
  }
}`;

test('malformed JSON is refused where it is malformed, and its text stays', async () => {
  await button('Import').click();
  const text = page.getByRole('textbox', { name: 'JSON of the environment' });
  const malformed = umbrella(0.9).replace('"leave"],', '"leave",],');
  await text.fill(malformed);
  const fault = page.getByRole('region', { name: 'Import an environment' }).getByRole('alert');
  await fault.getByText('This is not valid JSON.').waitFor();
  await fault.getByText('Look at “]” in line 6').waitFor();
  await fault.getByText('Nothing was added').waitFor();
  await fault.getByRole('button', { name: 'Show line 6' }).click();
  expect(await selected()).toBe(']');
  expect(await text.inputValue()).toBe(malformed);
  expect(await button('Add to this lab').count()).toBe(0);
});

test('probabilities that do not sum to 1 are pointed at, and the right ones are taken', async () => {
  const text = page.getByRole('textbox', { name: 'JSON of the environment' });
  await text.fill(umbrella(0.8));
  const fault = page.getByRole('region', { name: 'Import an environment' }).getByRole('alert');
  await fault.getByText(/sum to 0\.9/).waitFor();
  await fault.getByText('transitions[1]').waitFor();
  await fault.getByRole('button', { name: 'Show line 9' }).click();
  expect(await selected()).toContain('0.8');
  expect(await text.inputValue()).toBe(umbrella(0.8));
  await screenshot(page, 'import-fault');

  await text.fill(umbrella(0.9));
  await page.getByText('Ready to add').waitFor();
  await button('Add to this lab').click();
  await toast(page, 'Added “Umbrella” to the lab').waitFor();
  await page.getByRole('article', { name: 'Umbrella' }).getByText('3, 1 to start in, 1 terminal').waitFor();
});

/** What is marked in the text area. */
const selected = (): Promise<string> =>
  page.evaluate<string>(
    '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)',
  );

test('the lab file holds exactly that, and nothing complained', async () => {
  expect(complaints).toEqual([]);
  await server.stop();
  const rows = await inLab(lab, (client) => client.environments.list({}));
  const spec = (name: string) => rows.find((row) => row.name === name)?.spec as GridworldSpec;
  const valley = spec('Valley');
  expect(rows.map(({ name }) => name).sort()).toEqual(['Umbrella', 'Valley', 'Valley 2']);
  expect([...valley.walls].sort((a, b) => a - b)).toEqual([17, 18, 19]);
  expect(valley.cells.flatMap((terrain, cell) => (terrain === 2 ? [cell] : []))).toEqual([
    32, 33, 34, 35, 36, 37, 38, 39,
  ]);
  expect(valley.cells.flatMap((terrain, cell) => (terrain === 1 ? [cell] : []))).toEqual([1, 42]);
  expect(valley.goals).toEqual([
    { cell: 14, reward: 5 },
    { cell: 63, reward: 9 },
  ]);
  expect(valley.terminals).toEqual([14, 63]);
  expect(valley.starts).toEqual([49, 56]);
  expect(valley.slip).toBe(0.1);
  expect(valley.wind).toEqual([0, 0, 0, 2, 0, -1, 0, 0]);
  expect(spec('Valley 2')).toEqual({ ...valley, walls: [] });
});
