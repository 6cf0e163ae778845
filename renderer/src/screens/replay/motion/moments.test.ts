import { expect, test } from 'vitest';
import { continuousExamples, createContinuousEnvironment } from '../../../../../core/environments/index.ts';
import { replay } from '../../../world/scene/replay.ts';
import { momentOf } from './moments.ts';

test('a moment shows the state before its action; after the end the last state stays, without one', () => {
  const { spec } = continuousExamples.find(({ id }) => id === 'navigation')!;
  const simulation = createContinuousEnvironment(spec);
  const actions = Float32Array.of(1, 0, 0, 1, -1, 0.5);
  const recorded = { actions, rewards: new Float64Array(3), times: new Float32Array(3) };
  const episode = replay(createContinuousEnvironment(spec), 4, recorded);
  simulation.reset(4);
  for (let t = 0; t < 3; t++) {
    const moment = momentOf(simulation, episode, t);
    expect(Array.from(moment.state)).toEqual(Array.from(simulation.state));
    expect(moment.scene.handle.x).toBe(simulation.state[0]);
    expect(moment.action).toEqual([actions[2 * t], actions[2 * t + 1]]);
    simulation.step(moment.action ?? []);
  }
  for (const at of [3, 9]) {
    const end = momentOf(simulation, episode, at);
    expect([end.step, end.action]).toEqual([3, null]);
    expect(Array.from(end.state)).toEqual(Array.from(simulation.state));
  }
});
