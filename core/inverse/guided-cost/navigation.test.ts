import { expect, test } from 'vitest';
import { createContinuousEnvironment } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { loadReward } from '../reward-network/index.ts';
import { GuidedCostTrainer, guidedCostDefaults } from './index.ts';
import { expertEpisodes } from './testing/demonstrations.ts';

test('five ways to a goal in the open make a reward that rises towards it', async () => {
  const world = {
    kind: 'navigation' as const,
    ending: 'time-limit' as const,
    maxSteps: 60,
    halfWidth: 4,
    obstacles: [],
    start: { x: -2, y: -2 },
    goal: { x: 2, y: 2 },
  };
  const engine = await createFusedEngine();
  const trainer = new GuidedCostTrainer(
    {
      environment: createContinuousEnvironment(world),
      demonstrations: expertEpisodes(world, 5, 1),
      settings: {
        ...guidedCostDefaults(),
        clipping: 'even',
        maxIterations: 15,
        episodes: 3,
        policyUpdates: 30,
        policyWidth: 32,
        batchSize: 32,
      },
      seed: 3,
      engine,
    },
    null,
  );
  while (!trainer.step().finished);
  const reward = loadReward(trainer.reward(), engine);
  const along = [-3, -2, -1, 0, 1, 2].map((x) => reward.evaluate([x, x, 0, 0], null, 1)[0]);
  for (let i = 1; i < along.length; i++) expect(along[i]).toBeGreaterThan(along[i - 1]);
  const { demonstrationReward, sampleReward } = trainer.report().metrics;
  expect(demonstrationReward).toBeGreaterThan(sampleReward);
  reward.dispose();
  trainer.dispose();
  engine.dispose();
});
