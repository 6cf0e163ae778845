/**
 * The worker thread's entry. It owns no file and no database, so it can be ended at any moment without harm.
 */
import { parentPort } from 'node:worker_threads';
import { LabError } from '../base/errors.ts';
import { createJob } from './jobs/index.ts';
import { serveTasks } from './serve-tasks.ts';
import { yieldToPeople } from './yielding.ts';

if (parentPort === null)
  throw new LabError('Internal', 'The worker entry was started outside a worker thread.');
yieldToPeople(process.platform);
serveTasks(parentPort, createJob);
