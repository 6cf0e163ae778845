/** Selecting rows of a list as every file manager does: click, Ctrl click, Shift click, and the same with keys. */

export interface Selected {
  readonly ids: ReadonlySet<string>;
  /** Where a Shift range begins. */
  readonly anchor: string | null;
  /** The row that keys act on and that the detail shows. */
  readonly focus: string | null;
}

export type Reach = 'one' | 'toggle' | 'range';

export const nothingSelected: Selected = { ids: new Set(), anchor: null, focus: null };

/** How a pointer or key event reaches: Shift is a range, Ctrl or Cmd adds or takes away. */
export const reachOf = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): Reach =>
  event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';

/** The selection after a row was picked. A range replaces what was selected, from the anchor to the row. */
export function pick(before: Selected, order: readonly string[], id: string, reach: Reach): Selected {
  if (reach === 'toggle') {
    const ids = new Set(before.ids);
    if (ids.has(id)) ids.delete(id);
    else ids.add(id);
    return { ids, anchor: id, focus: id };
  }
  const from = before.anchor === null ? -1 : order.indexOf(before.anchor);
  const to = order.indexOf(id);
  if (reach === 'one' || from < 0 || to < 0) return { ids: new Set([id]), anchor: id, focus: id };
  return {
    ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)),
    anchor: before.anchor,
    focus: id,
  };
}

/** The selection after a move by some rows; the ends stop it. */
export function move(
  before: Selected,
  order: readonly string[],
  by: number,
  reach: 'one' | 'range',
): Selected {
  if (order.length === 0) return before;
  const at = before.focus === null ? -1 : order.indexOf(before.focus);
  const to = at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + by));
  return pick(before, order, order[to], reach);
}

/** Exactly these rows, e.g. those of a histogram's bar. */
export const choose = (ids: readonly string[]): Selected => ({
  ids: new Set(ids),
  anchor: ids[0] ?? null,
  focus: ids[0] ?? null,
});

/** What is left after rows went away; the focus goes to the next row that is there. */
export function prune(before: Selected, orderBefore: readonly string[], order: readonly string[]): Selected {
  const there = new Set(order);
  const ids = new Set([...before.ids].filter((id) => there.has(id)));
  if (before.focus === null || there.has(before.focus)) return { ...before, ids };
  const at = orderBefore.indexOf(before.focus);
  const next = orderBefore.slice(at + 1).find((id) => there.has(id)) ?? order.at(-1) ?? null;
  if (next !== null && ids.size === 0) ids.add(next);
  return { ids, anchor: next, focus: next };
}
