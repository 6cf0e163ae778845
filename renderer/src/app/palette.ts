/** What the palette lists besides the commands: the lab's own things, each a jump away. */
import type { EnvironmentRow, Run } from '../../../core/contract/index.ts';
import { navigation } from '../lab/navigation.svelte.ts';
import type { Command } from './commands.svelte.ts';

export function labEntries(environments: readonly EnvironmentRow[], runs: readonly Run[]): Command[] {
  return [
    ...environments.map((row) => ({
      id: `open.${row.id}`,
      title: row.name,
      group: 'Environments',
      run: () => navigation.go('environments', { environment: row.id }),
    })),
    ...environments.map((row) => ({
      id: `record.${row.id}`,
      title: `Record in ${row.name}`,
      group: 'Record',
      keywords: ['drive', 'demonstration'],
      run: () => navigation.go('record', { environment: row.id }),
    })),
    ...runs.map((run) => ({
      id: `open.${run.id}`,
      title: run.name,
      group: 'Runs',
      keywords: [run.status, run.spec.algorithm],
      run: () => navigation.go('infer', { run: run.id }),
    })),
  ];
}

export interface EntryGroup {
  readonly heading: string;
  readonly entries: readonly Command[];
}

/** Entries under their headings, both in the order of first appearance. */
export function groupEntries(entries: readonly Command[]): EntryGroup[] {
  const groups = new Map<string, Command[]>();
  for (const entry of entries) {
    const group = groups.get(entry.group);
    if (group) group.push(entry);
    else groups.set(entry.group, [entry]);
  }
  return [...groups].map(([heading, list]) => ({ heading, entries: list }));
}
