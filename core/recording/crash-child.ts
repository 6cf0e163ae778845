/** Run by crash.test.ts in a process of its own: records takes for ever, and says what has been acknowledged. */
import { writeSync } from 'node:fs';
import { openEnvironment } from '../environments/index.ts';
import { openLab } from '../store/index.ts';
import { person, smallArena, smallWorld } from '../store/testing.ts';
import { createRecorder } from './index.ts';
import { expertRandom, playEpisode } from './play-episode.ts';

const [path, sort] = process.argv.slice(2);
const spec = sort === 'continuous' ? smallArena : smallWorld;
const lab = openLab({ path, mode: 'open-or-create', now: () => 1 });
const recorder = createRecorder({ writer: lab.writer });
const say = (line: string) => writeSync(1, `${line}\n`);

const environmentId =
  lab.reader.environments({ deleted: 'no' }).find((row) => row.spec.kind === spec.kind)?.id ??
  lab.writer.createEnvironment({ name: spec.kind, notes: '', spec }).id;
const { sessionId } = recorder.open({ environmentId, source: person, seed: 1 });
const { environment } = await openEnvironment(spec);
const { actionSpace, observationWidth: w, actionWidth: v } = environment;

// A chunk of a person's recording is a fraction of a second; seven steps here.
const chunk = 7;
for (;;) {
  const { id, seed } = recorder.begin({ sessionId });
  const random = expertRandom(seed);
  const act = () =>
    actionSpace.kind === 'discrete'
      ? [random.integer(actionSpace.n)]
      : Array.from({ length: v }, () => random.normal());
  const { observations, actions, rewards, times } = playEpisode(environment, act, seed);
  for (let from = 0; from < rewards.length; from += chunk) {
    const to = Math.min(rewards.length, from + chunk);
    const { committed } = recorder.append({
      id,
      from,
      observations: observations.subarray(from * w, to * w),
      actions: actions.subarray(from * v, to * v),
      rewards: rewards.subarray(from, to),
      times: times.subarray(from, to),
      finalObservation: observations.subarray(to * w, (to + 1) * w),
    });
    say(`committed ${id} ${committed}`);
  }
  recorder.keep({ id, cadence: null, tags: [], notes: '' });
  say(`kept ${id}`);
}
