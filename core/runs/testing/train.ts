/** A process that trains until it is killed: opens the lab it is told, resumes or starts its run, says how far it is. */
import { openLab } from '../../store/index.ts';
import { defaultWorkerEntry } from '../entry.ts';
import { RunManager } from '../manager.ts';
import { WorkerPool } from '../pool.ts';

const [path, runId] = process.argv.slice(2);
const { writer } = openLab({ path, mode: 'open', now: Date.now });
const runs = new RunManager({
  writer,
  pool: new WorkerPool(defaultWorkerEntry()),
  concurrent: 1,
  pace: { progress: 10, reward: 20, checkpoint: 20 },
  grace: { cancelled: 100, paused: 1000, interrupted: 1000 },
  now: Date.now,
  onEvent: (event) => {
    if (event.type !== 'progress') return;
    const saved = writer.checkpoint(runId)?.iteration ?? 0;
    process.stdout.write(`${JSON.stringify({ iteration: event.progress.iteration, saved })}\n`);
  },
});
if (writer.run(runId).status === 'interrupted') runs.resume(runId);
else runs.start();
const run = await runs.settled(runId);
process.stdout.write(`${JSON.stringify({ ended: run.status })}\n`);
process.exit(0);
