import { expect, test } from 'vitest';
import type { EnvironmentRow } from '../../../../../core/contract/index.ts';
import { isDraft } from './draft.ts';
import { EditorState } from './editor.svelte.ts';
import { blankGrid, resize } from './grid-edit.ts';
import { describeCell } from './layout.ts';

const row = (demonstrations: number) =>
  ({ id: 'env_1', name: 'Mine', spec: blankGrid(4, 4), demonstrations }) as EnvironmentRow;

test('a drag paints every cell it passes and is undone at once; the other button erases', () => {
  const editor = new EditorState(row(0), null);
  editor.pick('W');
  editor.beginStroke(0, false);
  editor.strokeTo(3);
  editor.strokeTo(15);
  editor.endStroke();
  expect(editor.spec.walls).toEqual([0, 1, 2, 3, 7, 11, 15]);
  expect(editor.dirty).toBe(true);
  editor.beginStroke(0, true);
  editor.endStroke();
  expect(editor.spec.walls).not.toContain(0);
  editor.undo();
  editor.undo();
  expect(editor.spec).toEqual(row(0).spec);
  expect([editor.dirty, editor.canUndo, editor.canRedo]).toEqual([false, false, true]);
});

test('the keyboard paints: digits and letters pick, arrows move, Shift with arrows draws', () => {
  const editor = new EditorState(null, null);
  expect(editor.press('2', false)).toBe(true);
  editor.press('ArrowRight', false);
  editor.press(' ', false);
  editor.press('ArrowDown', true);
  expect([editor.spec.cells[1], editor.spec.cells[9], editor.cursor]).toEqual([1, 1, 9]);
  editor.press('g', false);
  editor.press('Enter', false);
  expect(editor.spec.goals.at(-1)).toEqual({ cell: 9, reward: 5 });
  expect(describeCell(editor.spec, 9)).toBe(
    'Row 2, column 2: mud, goal worth 5, start'.replace(', start', ''),
  );
  editor.press('Delete', false);
  expect(describeCell(editor.spec, 9)).toBe('Row 2, column 2: grass');
  expect(editor.press('q', false)).toBe(false);
  expect(editor.pick('9')).toBe(false);
});

test('the cursor and the tool stay inside when the grid or the terrains shrink', () => {
  const editor = new EditorState(null, null);
  editor.cursor = 63;
  editor.change((spec) => resize(spec, 2, 2));
  expect(editor.cursor).toBe(3);
});

test('what is wrong is said with its place, and nothing is lost', () => {
  const editor = new EditorState(row(0), null);
  editor.change((spec) => resize(spec, 1, 1));
  editor.pick('W');
  editor.press(' ', false);
  expect(editor.problem).toMatchObject({ code: 'InvalidInput', where: 'walls' });
  editor.undo();
  expect(editor.problem).toBeNull();
});

test('a world with demonstrations can only be saved as a copy', () => {
  expect(new EditorState(row(3), null).copyOnly).toBe(true);
  expect(new EditorState(row(0), null).copyOnly).toBe(false);
});

test('a draft goes on where it was left and can be undone to what is saved', () => {
  const first = new EditorState(row(0), null);
  first.pick('W');
  first.press(' ', false);
  const kept: unknown = JSON.parse(JSON.stringify(first.draft));
  if (!isDraft(kept)) throw new Error('not a draft');
  const again = new EditorState(row(0), kept);
  expect([again.spec.walls, again.dirty]).toEqual([[0], true]);
  again.revert();
  expect([again.spec, again.dirty]).toEqual([row(0).spec, false]);
  again.undo();
  expect(again.spec.walls).toEqual([0]);
  again.undo();
  expect(again.dirty).toBe(false);
  expect(isDraft({ name: 'x', spec: { kind: 'random' } })).toBe(false);
});
