import { procedures } from './base.ts';
import type { Services } from './services.ts';

export function comparisonsRouter({ lab, compare, exportComparison, events }: Services) {
  const on = procedures.comparisons;
  return on.router({
    compute: on.compute.handler(({ input, signal }) => compare(input, signal)),
    export: on.export.handler(({ input, signal }) => exportComparison(input, signal)),
    list: on.list.handler(() => lab.reader.comparisons({ deleted: 'no' })),
    save: on.save.handler(({ input }) => {
      const row = lab.writer.saveComparison(input);
      events.changed('comparisons', [row.id]);
      return row;
    }),
    remove: on.remove.handler(({ input }) => {
      lab.writer.remove('comparisons', input.ids);
      events.changed('comparisons', input.ids);
      return {};
    }),
    restore: on.restore.handler(({ input }) => {
      lab.writer.restore('comparisons', input.ids);
      events.changed('comparisons', input.ids);
      return {};
    }),
  });
}
