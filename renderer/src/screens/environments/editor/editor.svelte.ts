/** The painter: what is being painted, with which tool, what can be undone, and what is wrong with it. */
import { asLabError, type LabErrorData } from '../../../../../core/base/errors.ts';
import type { EnvironmentRow } from '../../../../../core/contract/index.ts';
import { type GridworldSpec, parseWorldSpec } from '../../../../../core/mdp/index.ts';
import { advice } from './advice.ts';
import type { Draft } from './draft.ts';
import { blankGrid, paintLine, type Terrain, type Tool } from './grid-edit.ts';
import { advance, amend, type History, redo, startHistory, undo } from './history.ts';

/** What the tools are called, and the keys that pick them. Terrains have the digits. */
export const toolKeys = { wall: 'W', goal: 'G', terminal: 'T', start: 'S', erase: 'X' } as const;
export type ToolKind = Tool['kind'];

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class EditorState {
  /** Null for a new grid. */
  readonly row: EnvironmentRow | null;
  name = $state('');
  kind = $state<ToolKind>('terrain');
  terrain = $state(0);
  goalReward = $state(5);
  /** The keyboard's cell. */
  cursor = $state(0);
  #history = $state.raw<History<GridworldSpec>>(startHistory(blankGrid(8, 8)));
  #saved: Draft;
  /** The last cell of the stroke under way, and its tool. */
  #stroke: { cell: number; tool: Tool; begun: boolean } | null = null;

  readonly spec = $derived(this.#history.present);
  readonly canUndo = $derived(this.#history.past.length > 0);
  readonly canRedo = $derived(this.#history.future.length > 0);
  readonly tool: Tool = $derived.by(() => {
    if (this.kind === 'terrain') return { kind: 'terrain', terrain: this.terrain };
    return this.kind === 'goal' ? { kind: 'goal', reward: this.goalReward } : { kind: this.kind };
  });
  /** What was painted up to the last finished stroke; checks would slow a stroke down. */
  settled = $state.raw(this.#history.present);
  /** What is wrong, or null. */
  readonly problem: LabErrorData | null = $derived.by(() => problemOf(this.settled));
  readonly advice: readonly string[] = $derived(this.problem ? [] : advice(this.settled));
  /** Demonstrations rest on the world as it was, so changes go into a copy. */
  readonly copyOnly: boolean;

  constructor(row: EnvironmentRow | null, draft: Draft | null) {
    this.row = row;
    this.copyOnly = (row?.demonstrations ?? 0) > 0;
    const spec = row?.spec.kind === 'gridworld' ? row.spec : blankGrid(8, 8);
    this.#saved = { name: row?.name ?? 'New grid', spec };
    this.name = draft?.name ?? this.#saved.name;
    this.#history = startHistory(spec);
    if (draft) this.#history = advance(this.#history, draft.spec);
    this.settled = this.spec;
    this.cursor = Math.min(this.cursor, spec.rows * spec.columns - 1);
  }

  get dirty(): boolean {
    return (
      this.name !== this.#saved.name || JSON.stringify(this.settled) !== JSON.stringify(this.#saved.spec)
    );
  }

  get draft(): Draft {
    return { name: this.name, spec: this.settled };
  }

  /** One edit, one step to undo. */
  change(edit: (spec: GridworldSpec) => GridworldSpec): void {
    this.#history = advance(this.#history, edit(this.spec));
    this.#bound();
  }

  /** Back to what is saved, as one step that can be undone. */
  revert(): void {
    this.name = this.#saved.name;
    this.change(() => this.#saved.spec);
  }

  undo(): void {
    this.#stroke = null;
    this.#history = undo(this.#history);
    this.#bound();
  }

  redo(): void {
    this.#history = redo(this.#history);
    this.#bound();
  }

  /** Begins a stroke in a cell; the whole stroke is one step to undo. */
  beginStroke(cell: number, erase: boolean): void {
    this.#stroke = { cell, tool: erase ? { kind: 'erase' } : this.tool, begun: false };
    this.strokeTo(cell);
  }

  strokeTo(cell: number): void {
    const stroke = this.#stroke;
    if (!stroke) return;
    const painted = paintLine(this.spec, stroke.cell, cell, stroke.tool);
    stroke.cell = cell;
    this.cursor = cell;
    if (painted === this.spec) return;
    this.#history = stroke.begun ? amend(this.#history, painted) : advance(this.#history, painted);
    stroke.begun = true;
  }

  endStroke(): void {
    this.#stroke = null;
    this.settled = this.spec;
  }

  get stroking(): boolean {
    return this.#stroke !== null;
  }

  /** A key press on the grid; true when it meant something. Arrows move the cursor, with Shift they paint as they go. */
  press(key: string, shift: boolean): boolean {
    const move = moves[key];
    if (move) {
      const { rows, columns } = this.spec;
      const from = this.cursor;
      const row = Math.min(rows - 1, Math.max(0, Math.floor(from / columns) + move[0]));
      const column = Math.min(columns - 1, Math.max(0, (from % columns) + move[1]));
      this.cursor = row * columns + column;
      if (shift) this.change((spec) => paintLine(spec, from, this.cursor, this.tool));
    } else if (key === ' ' || key === 'Enter')
      this.change((spec) => paintLine(spec, this.cursor, this.cursor, this.tool));
    else if (key === 'Delete' || key === 'Backspace')
      this.change((spec) => paintLine(spec, this.cursor, this.cursor, { kind: 'erase' }));
    else return this.pick(key);
    return true;
  }

  /** Picks the tool of a key: digits for terrains, letters for the rest. */
  pick(key: string): boolean {
    const digit = Number(key);
    if (Number.isInteger(digit) && digit >= 1 && digit <= this.spec.terrains.length) {
      this.kind = 'terrain';
      this.terrain = digit - 1;
      return true;
    }
    const found = (Object.keys(toolKeys) as (keyof typeof toolKeys)[]).find(
      (kind) => toolKeys[kind] === key.toUpperCase(),
    );
    if (found) this.kind = found;
    return found !== undefined;
  }

  /** A terrain like the others, in a colour that none of them has. */
  nextTerrain(): Terrain {
    const palette = [
      '#d8c9a3',
      '#d9a5c7',
      '#8fb8ad',
      '#c2b280',
      '#b0a8d0',
      '#e0b38c',
      '#9fb3c8',
      '#c7d59f',
      '#b98b82',
    ];
    const used = new Set(this.spec.terrains.map(({ colour }) => colour));
    const colour = palette.find((candidate) => !used.has(candidate)) ?? palette[0];
    return { name: `terrain ${this.spec.terrains.length + 1}`, reward: 0, colour };
  }

  #bound(): void {
    this.settled = this.spec;
    this.cursor = Math.min(this.cursor, this.spec.rows * this.spec.columns - 1);
    this.terrain = Math.min(this.terrain, this.spec.terrains.length - 1);
  }
}

function problemOf(spec: GridworldSpec): LabErrorData | null {
  try {
    parseWorldSpec(spec);
    return null;
  } catch (thrown) {
    return asLabError(thrown).toData();
  }
}
