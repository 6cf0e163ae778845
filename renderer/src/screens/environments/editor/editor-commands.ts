import type { Command } from '../../../app/commands.svelte.ts';
import { type EditorState, toolKeys } from './editor.svelte.ts';

/** The painter's actions and keys. Keys that the grid handles itself are only listed. */
export function editorCommands(editor: EditorState, save: () => void): Command[] {
  const tool = (kind: keyof typeof toolKeys, title: string): Command => ({
    id: `editor.${kind}`,
    title,
    group: 'Painter',
    shortcut: toolKeys[kind],
    run: () => {
      editor.kind = kind;
    },
  });
  const listed = (id: string, title: string, shortcut: string): Command => ({
    id: `editor.${id}`,
    title,
    group: 'Painter',
    shortcut,
    run: null,
  });
  return [
    { id: 'editor.undo', title: 'Undo', group: 'Painter', shortcut: 'Mod+Z', run: () => editor.undo() },
    { id: 'editor.redo', title: 'Redo', group: 'Painter', shortcut: 'Shift+Mod+Z', run: () => editor.redo() },
    { id: 'editor.save', title: 'Save', group: 'Painter', shortcut: 'Mod+S', run: save },
    ...editor.spec.terrains.map(
      ({ name }, index): Command => ({
        id: `editor.terrain.${index}`,
        title: `Paint ${name}`,
        group: 'Painter',
        shortcut: String(index + 1),
        run: () => void editor.pick(String(index + 1)),
      }),
    ),
    tool('wall', 'Paint walls'),
    tool('goal', 'Place goals'),
    tool('terminal', 'Mark terminal cells'),
    tool('start', 'Mark starts'),
    tool('erase', 'Eraser'),
    listed('paint', 'Paint the cell', 'Space'),
    listed('draw', 'Paint along', 'Shift+ArrowRight'),
    listed('clear', 'Erase the cell', 'Delete'),
  ];
}
