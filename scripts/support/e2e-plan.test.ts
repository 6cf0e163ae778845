import { expect, test } from 'vitest';
import { planE2e } from './e2e-plan.ts';

const files = ['e2e/electron.e2e.ts', 'e2e/story.e2e.ts'];
const everything = { chromium: true, electron: true, screen: true, electronRequired: false };

test('everything runs where everything is', () => {
  expect(planE2e([], files, everything)).toEqual({ files, skipped: [], missing: [] });
});

test('without the runtime the Electron suite is skipped in plain words', () => {
  const plan = planE2e([], files, { ...everything, electron: false });
  expect(plan.files).toEqual(['e2e/story.e2e.ts']);
  expect(plan.skipped).toEqual(['The Electron suite was skipped: its runtime is not installed here.']);
  expect(planE2e([], files, { ...everything, screen: false }).skipped[0]).toContain('no screen');
});

test('where it is required, skipping is a failure', () => {
  const plan = planE2e(['electron'], files, { ...everything, electron: false, electronRequired: true });
  expect(plan.files).toEqual([]);
  expect(plan.missing[0]).toContain('cannot run');
});

test('pictures are made only when they are asked for', () => {
  const all = [...files, 'e2e/pictures.e2e.ts', 'e2e/pictures-motion.e2e.ts'];
  expect(planE2e([], all, everything).files).toEqual(files);
  expect(planE2e(['chromium'], all, everything).files).toEqual(['e2e/story.e2e.ts']);
  expect(planE2e(['pictures'], all, everything).files).toEqual(all.slice(2));
});

test('suites and files are chosen by word', () => {
  expect(planE2e(['chromium'], files, everything).files).toEqual(['e2e/story.e2e.ts']);
  expect(planE2e(['electron'], files, everything).files).toEqual(['e2e/electron.e2e.ts']);
  expect(planE2e(['story'], files, everything).files).toEqual(['e2e/story.e2e.ts']);
  expect(planE2e(['nothing'], files, everything).missing[0]).toContain('nothing');
});

test('pictures are taken only when asked for', () => {
  const more = [...files, 'e2e/pictures.e2e.ts'];
  expect(planE2e([], more, everything).files).toEqual(files);
  expect(planE2e(['chromium'], more, everything).files).toEqual(['e2e/story.e2e.ts']);
  expect(planE2e(['pictures'], more, everything).files).toEqual(['e2e/pictures.e2e.ts']);
});

test('a missing Chromium is missing only when something needs it', () => {
  expect(planE2e([], files, { ...everything, chromium: false }).missing).toEqual(['chromium']);
  expect(planE2e(['electron'], files, { ...everything, chromium: false }).missing).toEqual([]);
});
