/**
 * The worker thread's entry: takes one task at a time from the core process and answers with messages. It owns no
 * file and no database, so it can be ended at any moment without harm.
 */
import { parentPort } from 'node:worker_threads';
import { asLabError, LabError } from '../base/errors.ts';
import { computeComparison } from './comparison-task.ts';
import { createJob } from './jobs/index.ts';
import { defaultPace, runLoop } from './loop.ts';
import type { Control, Reply, Task } from './protocol.ts';

const port = parentPort;
if (port === null) throw new LabError('Internal', 'The worker entry was started outside a worker thread.');
const post = (reply: Reply) => port.postMessage(reply);

function perform(task: Task): void {
  if (task.kind === 'comparison') {
    post({ kind: 'compared', comparison: computeComparison(task.input) });
    return;
  }
  const word = new Int32Array(task.control);
  const asked = () => Atomics.load(word, 0) as Control;
  runLoop(createJob(task.input), { asked, now: () => performance.now(), post }, defaultPace);
}

port.on('message', (task: Task) => {
  try {
    perform(task);
  } catch (thrown) {
    post({ kind: 'failed', error: asLabError(thrown).toData() });
  }
});
