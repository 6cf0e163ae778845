import { procedures } from './base.ts';
import { policyPage } from './policy-page.ts';
import type { Services } from './services.ts';

export function runsRouter({ lab, runs, events, behaviour }: Services) {
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
    reward: on.reward.handler(({ input }) => withoutBody(runs.reward(input.id))),
    policy: on.policy.handler(({ input }) => {
      const policy = withoutBody(lab.reader.policyArtifact(input.id));
      return policy?.kind === 'tabular' ? policyPage(policy, input.from, input.count) : policy;
    }),
    act: on.act.handler(({ input }) => behaviour.act(input)),
    rollouts: on.rollouts.handler(({ input }) => behaviour.rollouts(input)),
    rewardValues: on.rewardValues.handler(({ input }) => behaviour.rewardValues(input)),
  });
}

type WithoutBody<T> = T extends unknown ? Omit<T, 'body'> : never;

/** A function's own bytes stay here: the page asks for its values. */
function withoutBody<T extends object>(artifact: T | null): WithoutBody<T> | null {
  if (artifact === null) return null;
  const { body: _, ...facts } = artifact as T & { body?: Uint8Array };
  return facts as WithoutBody<T>;
}
