import { procedures } from './base.ts';
import type { Services } from './services.ts';

export function demonstrationsRouter({ lab, recorder, events }: Services) {
  const on = procedures.demonstrations;
  /** Environments count their demonstrations, so both topics change. */
  const changed = (ids: readonly string[]) => {
    events.changed('demonstrations', ids);
    events.changed('environments', []);
  };
  return on.router({
    list: on.list.handler(({ input }) =>
      lab.reader.demonstrations({ filter: input.filter, order: input.order, ...input.page }),
    ),
    get: on.get.handler(({ input }) => lab.reader.demonstration(input.id)),
    steps: on.steps.handler(({ input }) => lab.reader.steps(input)),
    paths: on.paths.handler(({ input }) => lab.reader.paths(input)),
    annotate: on.annotate.handler(({ input }) => {
      lab.writer.annotate(input);
      events.changed('demonstrations', input.ids);
      return {};
    }),
    trim: on.trim.handler(({ input }) => {
      const row = recorder.trim(input);
      changed([input.id, row.id]);
      return row;
    }),
    remove: on.remove.handler(({ input }) => {
      lab.writer.remove('demonstrations', input.ids);
      changed(input.ids);
      return {};
    }),
    restore: on.restore.handler(({ input }) => {
      lab.writer.restore('demonstrations', input.ids);
      changed(input.ids);
      return {};
    }),
  });
}
