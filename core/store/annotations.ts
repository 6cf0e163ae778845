import type { LabReader, LabWriter } from './api.ts';
import type { WriteDb } from './connection.ts';

/** Tags and notes of demonstrations. */
export function annotator(
  db: WriteDb,
  reader: Pick<LabReader, 'demonstration'>,
): Pick<LabWriter, 'annotate'> {
  const add = db.prepare('INSERT OR IGNORE INTO demonstration_tags (demonstration_id, tag) VALUES (?, ?)');
  const drop = db.prepare('DELETE FROM demonstration_tags WHERE demonstration_id = ? AND tag = ?');
  const setNotes = db.prepare('UPDATE demonstrations SET notes = ? WHERE id = ?');
  return {
    annotate: db.transaction(({ ids, addTags, removeTags, notes }: Parameters<LabWriter['annotate']>[0]) => {
      for (const id of ids) {
        reader.demonstration(id);
        for (const tag of removeTags) drop.run(id, tag);
        for (const tag of addTags) add.run(id, tag);
        if (notes !== undefined) setNotes.run(notes, id);
      }
    }),
  };
}
