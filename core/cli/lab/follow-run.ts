import type { LabClient, Run } from '../../contract/index.ts';
import type { Io } from '../command.ts';
import type { Progress } from '../text/progress.ts';
import { brief } from '../text/table.ts';

const moving: readonly Run['status'][] = ['queued', 'running'];

/** Shows a run's progress until it rests; an interrupt cancels it. Answers its last row. */
export async function followRun(
  { client, id, label }: { client: LabClient; id: string; label: string },
  progress: Progress,
  io: Io,
): Promise<Run> {
  const ended = new AbortController();
  const events = await client.lab.events({}, { signal: ended.signal });
  const cancel = () => void client.runs.cancel({ id }).catch(() => {});
  io.signal.addEventListener('abort', cancel, { once: true });
  try {
    // The run may have come to rest before the events began.
    let run = await client.runs.get({ id });
    if (!moving.includes(run.status)) return run;
    for await (const event of events) {
      if (event.type === 'progress' && event.progress.runId === id) {
        const { iteration, maxIterations, metrics } = event.progress;
        const likelihood = metrics.logLikelihood;
        const note = likelihood === undefined ? '' : `, log-likelihood ${brief(likelihood)}`;
        progress.show(label, iteration / maxIterations, `iteration ${iteration}${note}`);
      } else if (event.type === 'changed' && event.topic === 'runs' && event.ids.includes(id)) {
        run = await client.runs.get({ id });
        if (!moving.includes(run.status)) return run;
      }
    }
    return await client.runs.get({ id });
  } finally {
    io.signal.removeEventListener('abort', cancel);
    ended.abort();
  }
}
