import { checkLab } from '../../recording/index.ts';
import { procedures } from './base.ts';
import type { Services } from './services.ts';

export function labRouter({ lab, host, versions, events }: Services) {
  const on = procedures.lab;
  return on.router({
    info: on.info.handler(() => ({
      ...lab.reader.info(),
      host,
      versions: { ...versions },
      counts: lab.reader.counts(),
    })),
    events: on.events.handler(({ signal }) => events.subscribe(signal)),
    check: on.check.handler(({ signal }) => checkLab(lab.reader, signal)),
    readState: on.readState.handler(() => lab.reader.readState()),
    writeState: on.writeState.handler(({ input }) => {
      lab.writer.writeState(input.key, input.value);
      return {};
    }),
  });
}
