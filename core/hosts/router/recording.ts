import { randomInt } from 'node:crypto';
import { procedures } from './base.ts';
import type { Services } from './services.ts';

export function recordingRouter({ lab, recorder, events }: Services) {
  const on = procedures.recording;
  const changed = (ids: readonly string[]) => {
    events.changed('demonstrations', ids);
    events.changed('environments', []);
  };
  return on.router({
    // A person who names no seed gets a fresh one; it is stored with the session, so the takes replay all the same.
    open: on.open.handler(async ({ input }) => {
      await recorder.load(input.environmentId);
      return recorder.open({ ...input, seed: input.seed ?? randomInt(2 ** 32) });
    }),
    begin: on.begin.handler(async ({ input }) => {
      await recorder.load(lab.reader.session(input.sessionId).environmentId);
      return recorder.begin(input);
    }),
    append: on.append.handler(({ input }) => recorder.append(input)),
    keep: on.keep.handler(async ({ input }) => {
      await recorder.load(lab.reader.demonstration(input.id).environmentId);
      const row = recorder.keep(input);
      changed([row.id]);
      return row;
    }),
    discard: on.discard.handler(({ input }) => {
      recorder.discard(input);
      changed([input.id]);
      return {};
    }),
    unfinished: on.unfinished.handler(() => recorder.unfinished()),
    expert: on.expert.handler(async ({ input, signal }) => {
      const made = await recorder.expert(input, { signal });
      changed(made.ids);
      return made;
    }),
  });
}
