import { LabError } from '../../base/errors.ts';
import { mostPathNumbers } from '../../contract/index.ts';
import type { LabReader } from '../../store/api.ts';
import { procedures } from './base.ts';
import type { Services } from './services.ts';

/** Throws `InvalidInput` when the paths asked for would be too large for one answer. */
function checkPaths(
  reader: LabReader,
  { ids, maxSteps }: { ids: readonly string[]; maxSteps: number },
): void {
  let numbers = 0;
  for (const id of ids)
    numbers += (Math.min(reader.demonstration(id).length, maxSteps) + 1) * reader.shape(id).observationWidth;
  if (numbers > mostPathNumbers)
    throw new LabError(
      'InvalidInput',
      `These paths hold ${numbers} numbers; a call answers ${mostPathNumbers}.`,
      {
        where: 'ids',
        remedy: 'Ask for fewer demonstrations, or for fewer of their steps.',
      },
    );
}

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
    paths: on.paths.handler(({ input }) => {
      checkPaths(lab.reader, input);
      return lab.reader.paths(input);
    }),
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
