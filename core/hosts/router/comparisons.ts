import { procedures } from './base.ts';
import { exportComparison } from './export-comparison.ts';
import type { Services } from './services.ts';

export function comparisonsRouter({ lab, comparisons, events }: Services) {
  const on = procedures.comparisons;
  return on.router({
    compute: on.compute.handler(({ input, signal }) => comparisons.compute(input, signal)),
    export: on.export.handler(async ({ input, signal }) => {
      const comparison = await comparisons.compute(input.request, signal);
      return exportComparison(lab.reader, comparison, input.format);
    }),
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
