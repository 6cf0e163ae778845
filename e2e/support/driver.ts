/**
 * A person at the keyboard, played by a test: reads where the agent is from the picture's label, and presses the arrow key
 * that a given policy would.
 */
import type { Locator, Page } from 'playwright-core';
import { softQIteration } from '../../core/inference/index.ts';
import { buildWorld, examples } from '../../core/mdp/index.ts';
import type { FiniteWorld } from '../../core/mdp/world.ts';

/** The world of the gallery with this id. */
export function exampleWorld(id: string): FiniteWorld {
  const example = examples.find((candidate) => candidate.id === id);
  if (!example) throw new Error(`The gallery has no world ${id}.`);
  return buildWorld(example.spec);
}

/** [S] the best action of each state under the true reward. */
export function bestActions(world: FiniteWorld): Int32Array {
  const { mdp, trueReward } = world;
  if (trueReward === null) throw new Error('Nobody knows the reward of this world.');
  const limits = { tolerance: 1e-9, maxIterations: 100_000 };
  const { q } = softQIteration({
    mdp,
    reward: trueReward,
    discount: 0.99,
    temperature: 0,
    prior: null,
    ...limits,
  });
  return Int32Array.from({ length: mdp.stateCount }, (_, s) => {
    const row = Array.from(q.subarray(s * mdp.actionCount, (s + 1) * mdp.actionCount));
    return row.indexOf(Math.max(...row));
  });
}

/** The picture that is driven in, on the Record screen. */
export const stage = (page: Page): Locator => page.getByRole('img', { name: /: you are at / });

/** State in which the agent is, by the name that the picture's label ends with. */
export async function stateOf(page: Page, world: FiniteWorld): Promise<number> {
  const label = (await stage(page).getAttribute('aria-label')) ?? '';
  return world.stateNames.indexOf(label.replace(/^.*: you are at /, ''));
}

/** Number of steps that the corner of the screen shows. */
export async function stepsShown(page: Page): Promise<number> {
  const shown = await page
    .locator('dl > div', { hasText: /^Steps/ })
    .locator('dd')
    .innerText();
  return Number.parseInt(shown, 10);
}

/** Presses one arrow key and waits until the step it made is shown. */
export async function press(page: Page, world: FiniteWorld, action: number): Promise<void> {
  const before = await stepsShown(page);
  const { x, y } = world.actions[action].direction ?? { x: 0, y: 0 };
  await page.keyboard.press(x > 0 ? 'ArrowRight' : x < 0 ? 'ArrowLeft' : y > 0 ? 'ArrowDown' : 'ArrowUp');
  const made = new RegExp(`^Steps\\s*${before + 1}\\b`);
  await page.locator('dl > div', { hasText: made }).waitFor();
}

/** Drives to the end of the episode; answers with the number of steps taken. */
export async function driveToTheEnd(page: Page, world: FiniteWorld, actions: Int32Array): Promise<number> {
  for (let step = 0; step < world.maxSteps; step++) {
    if (await page.getByText(/Keep it\?$/).isVisible()) break;
    await press(page, world, actions[await stateOf(page, world)]);
  }
  await page.getByText(/Keep it\?$/).waitFor();
  return stepsShown(page);
}
