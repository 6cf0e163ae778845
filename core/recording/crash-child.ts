/** Run by crash.test.ts in a process of its own: records takes for ever, and says what has been acknowledged. */
import { writeSync } from 'node:fs';
import { createEnvironment } from '../environments/index.ts';
import { openLab } from '../store/index.ts';
import { person, smallWorld } from '../store/testing.ts';
import { createRecorder } from './index.ts';
import { playEpisode } from './play-episode.ts';

const [path] = process.argv.slice(2);
const lab = openLab({ path, mode: 'open-or-create', now: () => 1 });
const recorder = createRecorder({ writer: lab.writer });
const say = (line: string) => writeSync(1, `${line}\n`);

const environmentId =
  lab.reader.environments({ deleted: 'no' })[0]?.id ??
  lab.writer.createEnvironment({ name: 'Windy', notes: '', spec: smallWorld }).id;
const { sessionId } = recorder.open({ environmentId, source: person, seed: 1 });
const { environment, world } = createEnvironment(smallWorld);
const uniform = new Float64Array(world.mdp.stateCount * world.mdp.actionCount).fill(
  1 / world.mdp.actionCount,
);

// A chunk of a person's recording is a fraction of a second; seven steps here.
const chunk = 7;
for (;;) {
  const { id, seed } = recorder.begin({ sessionId });
  const { observations, actions, rewards, times } = playEpisode(environment, world, uniform, seed);
  for (let from = 0; from < rewards.length; from += chunk) {
    const to = Math.min(rewards.length, from + chunk);
    const { committed } = recorder.append({
      id,
      from,
      observations: observations.subarray(from, to),
      actions: actions.subarray(from, to),
      rewards: rewards.subarray(from, to),
      times: times.subarray(from, to),
      finalObservation: observations.subarray(to, to + 1),
    });
    say(`committed ${id} ${committed}`);
  }
  recorder.keep({ id, cadence: null, tags: [], notes: '' });
  say(`kept ${id}`);
}
