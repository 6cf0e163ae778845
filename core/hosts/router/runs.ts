import { procedures } from './base.ts';
import { policyPage } from './policy-page.ts';
import type { Services } from './services.ts';

export function runsRouter({ lab, runs, events }: Services) {
  const on = procedures.runs;
  return on.router({
    list: on.list.handler(({ input }) => lab.reader.runs(input)),
    get: on.get.handler(({ input }) => lab.reader.run(input.id)),
    create: on.create.handler(({ input }) => runs.create({ name: input.name ?? null, spec: input.spec })),
    cancel: on.cancel.handler(async ({ input }) => {
      await runs.cancel(input.id);
      return {};
    }),
    pause: on.pause.handler(async ({ input }) => {
      await runs.pause(input.id);
      return {};
    }),
    resume: on.resume.handler(({ input }) => runs.resume(input.id)),
    rename: on.rename.handler(({ input }) => {
      const row = lab.writer.updateRun(input.id, { name: input.name });
      events.changed('runs', [row.id]);
      return row;
    }),
    remove: on.remove.handler(async ({ input }) => {
      await runs.remove(input.ids);
      return {};
    }),
    restore: on.restore.handler(({ input }) => {
      lab.writer.restore('runs', input.ids);
      events.changed('runs', input.ids);
      return {};
    }),
    metrics: on.metrics.handler(({ input }) => runs.metrics(input.id, input.after)),
    reward: on.reward.handler(({ input }) => runs.reward(input.id)),
    policy: on.policy.handler(({ input }) => {
      const policy = lab.reader.policyArtifact(input.id);
      return policy && policyPage(policy, input.from, input.count);
    }),
  });
}
