/** What the colours and marks of a grid mean. */
import type { GridLayout } from '../../../core/mdp/world.ts';

export type LegendItem =
  | { readonly kind: 'terrain'; readonly text: string; readonly colour: string }
  | { readonly kind: 'mark'; readonly text: string; readonly sign: string };

const signs: Readonly<
  Record<GridLayout['marks'][number]['kind'], { readonly text: string; readonly sign: string }>
> = {
  goal: { text: 'goal', sign: '⚑' },
  start: { text: 'start', sign: '◌' },
  terminal: { text: 'end', sign: '▢' },
  hazard: { text: 'hazard', sign: '✕' },
  object: { text: 'object', sign: '●' },
  jump: { text: 'jump', sign: 'Ⓐ' },
};

/** Terrains and marks that occur, walls and wind; empty for a grid that needs no explanation. */
export function legendOf(layout: GridLayout): LegendItem[] {
  const open = Array.from(layout.cellOfState, (cell) => layout.terrainOfCell[cell]);
  const used = new Set(open);
  const terrains = layout.terrains.filter((_, i) => used.has(i));
  const items: LegendItem[] =
    terrains.length > 1 ? terrains.map(({ name, colour }) => ({ kind: 'terrain', text: name, colour })) : [];
  for (const kind of new Set(layout.marks.map((mark) => mark.kind)))
    items.push({ kind: 'mark', ...signs[kind] });
  if (layout.stateOfCell.includes(-1)) items.push({ kind: 'mark', text: 'wall', sign: '▨' });
  if (layout.wind.some((wind) => wind !== 0)) items.push({ kind: 'mark', text: 'wind', sign: '⌃' });
  return items;
}
