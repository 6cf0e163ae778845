/** A worker entry whose jobs act up on request. */
import { parentPort } from 'node:worker_threads';
import type { Task } from '../protocol.ts';
import { serveTasks } from '../serve-tasks.ts';
import { actingJob, current } from './acting-job.ts';

if (parentPort) {
  parentPort.on('message', (task: Task) => {
    if (task.kind === 'job') current.word = new Int32Array(task.control);
  });
  serveTasks(parentPort, actingJob);
}
