import type { MessagePort } from 'node:worker_threads';
import { asLabError } from '../base/errors.ts';
import { computeComparison } from './comparison-task.ts';
import type { JobFactory } from './jobs/job.ts';
import { runLoop } from './loop.ts';
import type { Control, Reply, Task } from './protocol.ts';

/** Takes one task at a time from the core process and answers with messages; whatever is thrown becomes a reply. */
export function serveTasks(port: MessagePort, createJob: JobFactory): void {
  const post = (reply: Reply) => port.postMessage(reply);
  const perform = async (task: Task) => {
    if (task.kind === 'comparison') {
      post({ kind: 'compared', comparison: computeComparison(task.input) });
      return;
    }
    const word = new Int32Array(task.control);
    const asked = () => Atomics.load(word, 0) as Control;
    const job = await createJob(task.input);
    try {
      runLoop(job, { asked, now: () => performance.now(), post }, task.pace);
    } finally {
      job.dispose();
    }
  };
  port.on('message', (task: Task) => {
    perform(task).catch((thrown) => post({ kind: 'failed', error: asLabError(thrown).toData() }));
  });
}
