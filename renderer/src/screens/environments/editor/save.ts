/** Saving what was painted: into its environment, or as a new one. */
import type { EnvironmentRow } from '../../../../../core/contract/index.ts';
import type { LabState } from '../../../lab/lab.svelte.ts';
import { toasts } from '../../../ui/toasts.svelte.ts';
import { freshName } from '../environments.svelte.ts';
import type { EditorState } from './editor.svelte.ts';

/** The saved row; null when it failed, and then nothing of the painting is lost. */
export async function saveEditor(
  lab: LabState,
  editor: EditorState,
  asCopy: boolean,
): Promise<EnvironmentRow | null> {
  const { row, spec } = editor;
  const name = editor.name.trim() || 'Unnamed grid';
  const saved = await lab.attempt(() =>
    row && !asCopy
      ? lab.client.environments.update({ id: row.id, name, spec })
      : lab.client.environments.create({
          name: freshName(
            name,
            lab.environments.map((other) => other.name),
          ),
          notes: row?.notes ?? '',
          spec,
        }),
  );
  if (!saved) return null;
  await lab.refresh('environments');
  toasts.show(`Saved “${saved.name}”`, { tone: 'success' });
  return saved;
}
