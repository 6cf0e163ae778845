/** Filters of the list, and the chips that show them. */
import type { DemonstrationFilter } from '../../../../core/contract/demonstrations.ts';
import { figure } from '../../world/format.ts';

export type Order = 'newest' | 'oldest' | 'longest' | 'shortest' | 'best' | 'worst';

export const orders: readonly { readonly value: Order; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'longest', label: 'Longest first' },
  { value: 'shortest', label: 'Shortest first' },
  { value: 'best', label: 'Best return first' },
  { value: 'worst', label: 'Worst return first' },
];

export const sourceKinds = [
  { value: 'person', label: 'People' },
  { value: 'expert', label: 'Scripted experts' },
  { value: 'imported', label: 'Imported' },
] as const;

export const noFilter: DemonstrationFilter = { deleted: 'no' };

export interface FilterChip {
  readonly text: string;
  /** The filter without it. */
  readonly without: DemonstrationFilter;
}

/** A filter with some fields changed; undefined takes a field away. */
export function changed(
  filter: DemonstrationFilter,
  changes: { readonly [Key in keyof DemonstrationFilter]?: DemonstrationFilter[Key] | undefined },
): DemonstrationFilter {
  const entries = Object.entries({ ...filter, ...changes }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return { deleted: 'no', ...Object.fromEntries(entries) };
}

const range = (name: string, low: number | undefined, high: number | undefined) => {
  if (low === undefined) return `${name} up to ${figure(high as number)}`;
  return high === undefined ? `${name} from ${figure(low)}` : `${name} ${figure(low)} to ${figure(high)}`;
};

/** One chip per thing that narrows the list. */
export function chipsOf(
  filter: DemonstrationFilter,
  nameOf: { readonly environment: (id: string) => string; readonly dataset: (id: string) => string },
): FilterChip[] {
  const chips: FilterChip[] = [];
  const chip = (text: string, ...keys: (keyof DemonstrationFilter)[]) =>
    chips.push({ text, without: changed(filter, Object.fromEntries(keys.map((key) => [key, undefined]))) });
  if (filter.environmentId) chip(nameOf.environment(filter.environmentId), 'environmentId');
  if (filter.datasetId) chip(`In ${nameOf.dataset(filter.datasetId)}`, 'datasetId');
  if (filter.sourceKind)
    chip(
      sourceKinds.find((kind) => kind.value === filter.sourceKind)?.label ?? filter.sourceKind,
      'sourceKind',
    );
  if (filter.tag) chip(`Tag: ${filter.tag}`, 'tag');
  if (filter.minLength !== undefined || filter.maxLength !== undefined)
    chip(range('Length', filter.minLength, filter.maxLength), 'minLength', 'maxLength');
  if (filter.minReturn !== undefined || filter.maxReturn !== undefined)
    chip(range('Return', filter.minReturn, filter.maxReturn), 'minReturn', 'maxReturn');
  if (filter.text) chip(`“${filter.text}”`, 'text');
  if (filter.deleted === 'only') chip('Deleted', 'deleted');
  return chips;
}

/** `Ada, keyboard` or `Soft-optimal, α 0.5`: who drove, in a few words. */
export function whoDrove(source: { readonly kind: string } & Record<string, unknown>): string {
  if (source.kind === 'person') return `${source.name || 'By hand'}, ${source.device}`;
  if (source.kind === 'imported') return `Imported from ${source.from}`;
  if (source.expert === 'scripted') {
    const noise = Math.round((source.noise as number) * 100);
    const script = String(source.script).replaceAll('-', ' ');
    const name = script.charAt(0).toUpperCase() + script.slice(1);
    return `${name}${noise > 0 ? `, ${noise} % noise` : ''}`;
  }
  if (source.expert === 'policy') return 'Policy of a run';
  const names: Record<string, string> = {
    'soft-optimal': `Soft-optimal, α ${figure(source.temperature as number)}`,
    optimal: 'Optimal',
    random: 'Random',
    'epsilon-mixed': `Optimal with ${Math.round((source.epsilon as number) * 100)} % slips`,
  };
  return names[source.expert as string] ?? String(source.expert);
}
