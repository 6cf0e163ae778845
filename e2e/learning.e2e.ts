/** Learning in worlds whose states cannot be counted: a policy from a reward, and a reward from demonstrations. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, screenshot } from './support/chromium.ts';
import { addExample, inLab, recordExpert } from './support/lab.ts';
import { type Server, scratchHome, startServer } from './support/server.ts';
import { openWindow, rail } from './support/window.ts';

const home = scratchHome();
const lab = join(home.path, 'learning.lab');
const driver = {
  kind: 'expert',
  expert: 'scripted',
  script: 'detours',
  noise: 0.05,
  temperature: 1,
  discount: 0.99,
} as const;
let browser: Browser;
let server: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await inLab(lab, async (client) => {
    await addExample(client, 'Pendulum-v1');
    const arena = await addExample(client, 'navigation');
    const drives = { environmentId: arena.id, episodes: 4, source: driver, tags: [] };
    const demonstrationIds = await recordExpert(client, drives);
    await client.datasets.create({ name: 'Drives', notes: '', demonstrationIds });
  });
  browser = await launchChromium();
  server = await startServer({ home: home.path, lab, program: 'sources' });
  ({ page, complaints } = await openWindow(browser, server.url));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  home.remove();
});

const method = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
const finished = () =>
  page.getByRole('article').locator('[data-status=finished]').waitFor({ timeout: 60_000 });

test('methods that need countable states say why they cannot work; the first choice is one that can', async () => {
  await rail(page, 'Infer').click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  expect(await method('Guided cost learning').isChecked()).toBe(true);
  expect(await method('Maximum-entropy IRL').isDisabled()).toBe(true);
  await page
    .getByText(/Needs states that can be counted; Navigation.* is continuous/)
    .first()
    .waitFor();
});

test('two seeds of soft actor-critic learn side by side, with curves and episodes of the policy', async () => {
  await method('Soft actor-critic').check();
  await page.getByRole('combobox', { name: 'Environment' }).selectOption({ label: 'Pendulum' });
  await page.getByRole('textbox', { name: 'Environment steps' }).fill('1000');
  await page.getByRole('textbox', { name: 'Runs with different seeds' }).fill('2');
  await page.getByText('Learns a policy for the true reward in Pendulum.').waitFor();
  await page.getByRole('button', { name: 'Solve', exact: true }).click();
  await page.getByText('2 seeds of one run').waitFor();
  await finished();
  await page.getByRole('heading', { name: 'What the policy does' }).waitFor();
  await page.getByText(/3 episodes, return/).waitFor();
  for (const curve of ['Return', 'Episode length', 'Entropy'])
    await page.getByRole('img', { name: `${curve}. Arrow keys read the values.` }).waitFor();
  await page.getByRole('radio', { name: 'Training' }).check({ force: true });
  await page.getByRole('img', { name: /^Temperature α/ }).waitFor();
  await page
    .getByText(/temperature 0\.\d+/i)
    .first()
    .waitFor();
  await screenshot(page, 'learning-sac');
});

test('guided cost learning recovers a reward from recorded drives and says what it rests on', async () => {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await method('Guided cost learning').check();
  await page.getByText(/explains 4\s+demonstrations of Navigation/).waitFor();
  await expect.poll(() => page.getByRole('radio', { name: 'Long episodes' }).isChecked()).toBe(true);
  await page.getByText(/^Even shares, .* Proposed here: episodes may have 30 steps or more\.$/).waitFor();
  const updates = page.getByRole('textbox', { name: 'Policy updates per iteration' });
  expect(await updates.count()).toBe(0);
  await screenshot(page, 'learning-long-episodes');
  await page.getByRole('textbox', { name: 'Episodes per iteration' }).fill('7');
  await page.getByText('Changed by hand.').waitFor();
  await page.getByRole('radio', { name: 'Defaults' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Iterations', exact: true }).fill('3');
  await updates.fill('20');
  await page.getByRole('button', { name: 'Infer', exact: true }).click();
  await finished();
  await page
    .getByText(/the weights rest on .* of .*trajectories/i)
    .first()
    .waitFor();
  await page.getByRole('img', { name: /^log Z/ }).waitFor();
  await page.getByRole('heading', { name: 'Recovered reward' }).waitFor();
  await page.getByRole('application', { name: /^Navigation: recovered reward/ }).waitFor();
  await page.getByText(/^Over x .* expert, dashed blue: learned\.$/).waitFor();
  expect(await page.getByRole('article').getByRole('alert').count()).toBe(0);
  await screenshot(page, 'learning-reward');
  await page.getByRole('radio', { name: 'Episodes' }).check({ force: true });
  await page.getByText('Expert', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'See reward' }).waitFor();
  await screenshot(page, 'learning-guided-cost');
});

test('a run that learns by sampling pauses, goes on and is cancelled', async () => {
  await page.getByRole('button', { name: 'Solve it', exact: true }).click();
  await page.getByText(/Learns a policy for the reward of “Guided cost of Drives” in Navigation/).waitFor();
  expect(await method('Soft policy gradient').isChecked()).toBe(true);
  await page.getByText(/^Temperature 1, .* Proposed here: the reward was learned\.$/).waitFor();
  const starts = page.getByRole('textbox', { name: 'Start in demonstrations' });
  expect(await starts.inputValue()).toBe('0.5');
  await screenshot(page, 'learning-solve');
  await method('Soft actor-critic').check();
  // Its settings are still those of the pendulum's run: somebody chose them.
  await page.getByRole('radio', { name: 'Learned rewards' }).check({ force: true });
  await page.getByText(/^Huber’s loss, .* Proposed here: the reward was learned\.$/).waitFor();
  expect(await starts.inputValue()).toBe('0.5');
  await page.getByRole('textbox', { name: 'Environment steps' }).fill('1000000');
  await page.getByRole('button', { name: 'Solve', exact: true }).click();
  const status = (word: string) => page.getByRole('article').locator(`[data-status=${word}]`).waitFor();
  const press = (name: string) =>
    page.getByRole('article').getByRole('button', { name, exact: true }).click();
  await status('running');
  await page.getByText(/3 episodes, return/).waitFor();
  await press('Pause');
  await status('paused');
  await press('Resume');
  await status('running');
  await press('Cancel');
  await status('cancelled');
});

test('nothing complained on the way', () => {
  expect(complaints).toEqual([]);
});
