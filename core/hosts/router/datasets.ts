import { procedures } from './base.ts';
import type { Services } from './services.ts';

export function datasetsRouter({ lab, events }: Services) {
  const on = procedures.datasets;
  return on.router({
    list: on.list.handler(() => lab.reader.datasets({ deleted: 'no' })),
    get: on.get.handler(({ input }) => lab.reader.dataset(input.id)),
    create: on.create.handler(({ input }) => {
      const row = lab.writer.createDataset(input);
      events.changed('datasets', [row.id]);
      return row;
    }),
    rename: on.rename.handler(({ input }) => {
      const row = lab.writer.renameDataset(input);
      events.changed('datasets', [row.id]);
      return row;
    }),
    remove: on.remove.handler(({ input }) => {
      lab.writer.remove('datasets', input.ids);
      events.changed('datasets', input.ids);
      return {};
    }),
    restore: on.restore.handler(({ input }) => {
      lab.writer.restore('datasets', input.ids);
      events.changed('datasets', input.ids);
      return {};
    }),
  });
}
