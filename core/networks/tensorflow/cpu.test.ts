import { expect, test } from 'vitest';
import { engineBehaviour } from '../testing/behaviour.ts';
import { allBackends } from './backend.ts';
import { createTensorFlowEngine } from './engine.ts';

engineBehaviour('TensorFlow.js, cpu backend', () => createTensorFlowEngine(['cpu']));

test('some backend always loads, and those before it say why they did not', async () => {
  const { loaded, description } = await createTensorFlowEngine(allBackends);
  expect(description).toContain(`${loaded.backend} backend`);
  expect(loaded.refused).toHaveLength(allBackends.indexOf(loaded.backend));
  for (const sentence of loaded.refused)
    expect(sentence).toMatch(/backend of TensorFlow.js did not load \(.+\)\.$/);
});

test('nothing to try is an error', async () => {
  await expect(createTensorFlowEngine([])).rejects.toThrow(/No backend/);
});
