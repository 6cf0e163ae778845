/**
 * The core process is killed without warning while a person records and while a run trains; it is started again on the
 * same lab and port. Nothing that was committed is lost, and the person is told so where they are.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunSpec } from '../core/contract/index.ts';
import { launchChromium, screenshot } from './support/chromium.ts';
import {
  bestActions,
  driveToTheEnd,
  exampleWorld,
  press,
  stage,
  stateOf,
  stepsShown,
} from './support/driver.ts';
import { addExample, inLab, recordExpert, softExpert } from './support/lab.ts';
import { type Server, scratchHome, startAgain, startServer } from './support/server.ts';
import { type AppWindow, openTab, openWindow, plainAddress, rail, toast } from './support/window.ts';

const world = exampleWorld('windy-meadow');
const actions = bestActions(world);
let browser: Browser;
let home: ReturnType<typeof scratchHome>;
let lab: string;
let server: Server;
let window: AppWindow;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(() => {
  home = scratchHome();
  lab = join(home.path, 'crash.lab');
});
afterEach(async () => {
  await window?.context.close();
  await server?.stop();
  home.remove();
});

const banner = () => page.getByRole('alert').filter({ hasText: 'unfinished takes and runs can be resumed' });
const saved = (text: string) => page.locator('dl > div', { hasText: new RegExp(`^Lab file\\s*${text}$`) });

async function open(): Promise<void> {
  server = await startServer({ home: home.path, lab, program: 'sources' });
  window = await openWindow(browser, server.url);
  page = window.page;
}

async function startServerAgain(): Promise<void> {
  const { port } = server;
  server = await startAgain(server, { home: home.path, program: 'sources' });
  expect(server.port).toBe(port);
}

/** Drives some steps towards the goal. */
async function drive(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await press(page, world, actions[await stateOf(page, world)]);
}

describe('while a person records', () => {
  beforeEach(async () => {
    await inLab(lab, (client) => addExample(client, 'windy-meadow'));
    await open();
    await rail(page, 'Record').click();
    await stage(page).waitFor();
    await page.getByText('Take 1 is ready').waitFor();
  });

  test('the page says so in place, the person drives on, and every step arrives when it is back', async () => {
    await drive(3);
    await saved('Saved').waitFor();
    await server.kill();
    await banner().waitFor();
    await banner().getByText('The core process does not answer.').waitFor();
    await banner().getByRole('button', { name: 'Connect again' }).waitFor();
    await drive(2);
    await saved('2 not saved').waitFor();
    await screenshot(page, 'crash-recording');
    // Deciding now is refused in words, and the take stays as it is.
    await page.keyboard.press('Enter');
    await page.getByText('The steps wait in this window').waitFor();
    expect(await stepsShown(page)).toBe(5);

    await startServerAgain();
    await banner().waitFor({ state: 'detached' });
    await saved('Saved').waitFor();
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
    const steps = await driveToTheEnd(page, world, actions);
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`Kept take 1: ${steps} steps.*re-simulated: exact`)).waitFor();
    await page.getByText('Take 2 is ready').waitFor();
    await page.getByText('1 kept').waitFor();
  });

  test('a window that was lost too finds its take again, to keep or to discard', async () => {
    const pressed: number[] = [];
    for (let step = 0; step < 7; step++) {
      await press(page, world, actions[await stateOf(page, world)]);
      pressed.push(performance.now());
    }
    const killed = performance.now();
    await server.kill();
    await page.close();
    const certain = pressed.filter((time) => time < killed - 1000).length;

    await startServerAgain();
    page = (await openTab(window.context, plainAddress(server))).page;
    await rail(page, 'Record').click();
    const unfinished = page.getByRole('region', { name: 'Unfinished takes' });
    await unfinished.getByText('Every step up to the interruption is in the lab file.').waitFor();
    const recovered = Number((await unfinished.innerText()).match(/^(\d+) steps?,/m)?.[1]);
    expect(recovered).toBeGreaterThanOrEqual(certain);
    expect(recovered).toBeLessThanOrEqual(7);

    await unfinished.getByRole('button', { name: 'Discard' }).click();
    await unfinished.waitFor({ state: 'detached' });
    await toast(page, 'Discarded the unfinished take').getByRole('button', { name: 'Undo' }).click();
    await unfinished.getByRole('button', { name: 'Keep' }).click();
    await toast(page, `Kept the unfinished take (${recovered} step`).waitFor();
    await unfinished.waitFor({ state: 'detached' });
    await rail(page, 'Demonstrations').click();
    await page.getByText(`1 with ${recovered} step`).waitFor();
  });
});

describe('while a run trains', () => {
  const settings = {
    reward: 'linear',
    model: 'causal',
    objective: 'likelihood',
    horizonKind: 'finite',
    discount: 0.95,
    temperature: 1,
    l2: 0.01,
    optimiser: 'gradient-ascent',
    stepSize: 0.001,
    maxIterations: 2500,
    gradientTolerance: 1e-12,
    heldOut: 0.2,
  } as const;

  test('the run is interrupted, resumes, and ends at the same weights bit for bit', async () => {
    const spec = await inLab(lab, async (client): Promise<RunSpec> => {
      const { id: environmentId } = await addExample(client, 'icy-grid-8x8');
      const ids = await recordExpert(client, { environmentId, episodes: 12, source: softExpert, tags: [] });
      const dataset = await client.datasets.create({
        name: 'Twelve walks',
        notes: '',
        demonstrationIds: ids,
      });
      return { algorithm: 'maxent-irl', environmentId, datasetId: dataset.id, settings, seed: 7 };
    });
    await open();
    await rail(page, 'Infer').click();
    await page.getByText('Advanced').click();
    await page.getByRole('combobox', { name: 'Optimiser' }).selectOption({ label: 'Gradient ascent' });
    for (const [name, value] of [
      ['Step size', settings.stepSize],
      ['Iterations at most', settings.maxIterations],
      ['Gradient tolerance', settings.gradientTolerance],
      ['Seed', 7],
    ] as const)
      await page.getByRole('textbox', { name, exact: true }).fill(String(value));
    await page.getByRole('textbox', { name: 'Name of the run (optional)' }).fill('The one that was cut');
    await page.getByRole('button', { name: 'Infer', exact: true }).click();

    // Iterations of this world take a millisecond or more, and there is a checkpoint each second.
    const header = page.getByRole('article').getByText(/^iteration \d/);
    const iteration = async () =>
      Number((await header.innerText()).match(/^iteration ([\d\s,]+)/)?.[1]?.replace(/\D/g, ''));
    await expect.poll(iteration, { timeout: 30_000 }).toBeGreaterThan(1200);
    await server.kill();
    await banner().waitFor();
    await screenshot(page, 'crash-training');
    await startServerAgain();
    await banner().waitFor({ state: 'detached' });
    const status = (word: string) =>
      page.getByRole('article').locator('[data-status]', { hasText: word }).first();
    await status('Interrupted').waitFor();
    await page.getByRole('article').getByRole('alert').waitFor({ state: 'detached' });
    expect(await iteration()).toBeGreaterThan(0);
    expect(await iteration()).toBeLessThan(settings.maxIterations);
    await page.getByRole('button', { name: /^Runs: .*1 interrupted/ }).waitFor();
    await page.getByRole('article').getByRole('button', { name: 'Resume', exact: true }).click();
    await status('Finished').waitFor({ timeout: 30_000 });
    await server.stop();

    await inLab(lab, async (client) => {
      const [cut] = await client.runs.list({});
      expect(cut).toMatchObject({
        name: 'The one that was cut',
        status: 'finished',
        iteration: settings.maxIterations,
        spec,
      });
      const whole = await client.runs.create({ name: 'The one that was not', spec });
      await expect
        .poll(async () => (await client.runs.get({ id: whole.id })).status, { timeout: 30_000 })
        .toBe('finished');
      const [a, b] = [await client.runs.reward({ id: cut.id }), await client.runs.reward({ id: whole.id })];
      expect(a?.iteration).toBeGreaterThan(0);
      expect({ ...a, runId: '' }).toEqual({ ...b, runId: '' });
      const [curve, other] = await Promise.all(
        [cut, whole].map((run) => client.runs.metrics({ id: run.id, after: -1 })),
      );
      expect(curve.iterations).toEqual(other.iterations);
      expect(curve.values.logLikelihood).toEqual(other.values.logLikelihood);
      expect(await client.lab.check({})).toMatchObject({ problems: [] });
    });
  });
});
