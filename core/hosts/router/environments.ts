import { LabError } from '../../base/errors.ts';
import { type EnvironmentSpec, parseEnvironmentSpec } from '../../environments/index.ts';
import { procedures } from './base.ts';
import type { Services } from './services.ts';

/** A spec that is known to build: its faults surface here, at their entry, and not when a run starts. */
function checked(spec: EnvironmentSpec): EnvironmentSpec {
  try {
    return parseEnvironmentSpec(spec);
  } catch (thrown) {
    if (!(thrown instanceof LabError) || thrown.where === null) throw thrown;
    // The entry as the caller sees it: inside the request.
    throw LabError.fromData({ ...thrown.toData(), where: `spec.${thrown.where}` });
  }
}

export function environmentsRouter({ lab, events }: Services) {
  const on = procedures.environments;
  return on.router({
    list: on.list.handler(() => lab.reader.environments({ deleted: 'no' })),
    get: on.get.handler(({ input }) => lab.reader.environment(input.id)),
    create: on.create.handler(({ input }) => {
      const row = lab.writer.createEnvironment({ ...input, spec: checked(input.spec) });
      events.changed('environments', [row.id]);
      return row;
    }),
    update: on.update.handler(({ input }) => {
      const spec = input.spec === undefined ? undefined : checked(input.spec);
      const row = lab.writer.updateEnvironment({ ...input, spec });
      events.changed('environments', [row.id]);
      return row;
    }),
    remove: on.remove.handler(({ input }) => {
      lab.writer.remove('environments', input.ids);
      events.changed('environments', input.ids);
      return {};
    }),
    restore: on.restore.handler(({ input }) => {
      lab.writer.restore('environments', input.ids);
      events.changed('environments', input.ids);
      return {};
    }),
  });
}
