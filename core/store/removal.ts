import type { LabWriter, Topic } from './api.ts';
import type { WriteDb } from './connection.ts';
import { notFound } from './errors.ts';

const nouns: Record<Topic, string> = {
  environments: 'environment',
  demonstrations: 'demonstration',
  datasets: 'dataset',
  runs: 'run',
  comparisons: 'comparison',
};

/** Soft removal and its undo, the same for every kind of thing. */
export function remover(db: WriteDb, now: () => number): Pick<LabWriter, 'remove' | 'restore'> {
  const topics = Object.keys(nouns) as Topic[];
  const marks = Object.fromEntries(
    topics.map((topic) => [
      topic,
      {
        // A second removal keeps the time of the first.
        remove: db.prepare(`UPDATE ${topic} SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?`),
        restore: db.prepare(`UPDATE ${topic} SET deleted_at = NULL WHERE id = ?`),
      },
    ]),
  );
  return {
    remove: db.transaction((topic: Topic, ids: readonly string[]) => {
      const at = now();
      for (const id of ids)
        if (marks[topic].remove.run(at, id).changes === 0) throw notFound(nouns[topic], id);
    }),
    restore: db.transaction((topic: Topic, ids: readonly string[]) => {
      for (const id of ids) if (marks[topic].restore.run(id).changes === 0) throw notFound(nouns[topic], id);
    }),
  };
}
