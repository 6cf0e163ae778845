import type { Command } from './command.ts';

/** Every command, loaded only when it is called: solving needs no database, and help needs nothing. */
export const commands: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  demo: {
    summary: 'Show the whole loop without a window: record, infer, solve, compare, report.',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  serve: {
    summary: 'Serve the page of a lab file on this machine.',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  list: {
    summary: 'List what a lab file holds.',
    load: async () => (await import('./commands/list.ts')).list,
  },
  record: {
    summary: 'Record demonstrations of a scripted expert.',
    load: async () => (await import('./commands/record.ts')).record,
  },
  run: {
    summary: 'Carry out a run and wait for it.',
    load: async () => (await import('./commands/run.ts')).run,
  },
  act: {
    summary: 'Draw actions from the policy of a run.',
    load: async () => (await import('./commands/act.ts')).act,
  },
  export: {
    summary: 'Write a lab file as JSON, or a dataset as CSV.',
    load: async () => (await import('./commands/export.ts')).exportLab,
  },
  import: {
    summary: 'Read JSON or CSV into a lab file.',
    load: async () => (await import('./commands/import.ts')).importLab,
  },
  check: {
    summary: 'Check a lab file and replay every demonstration in it.',
    load: async () => (await import('./commands/check.ts')).check,
  },
  solve: {
    summary: 'Solve a finite MDP given as JSON.',
    load: async () => (await import('./commands/solve.ts')).solve,
  },
  simulate: {
    summary: 'Step an environment through actions given as JSON.',
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  infer: {
    summary: 'Recover the reward behind demonstrations given as JSON.',
    load: async () => (await import('./commands/infer.ts')).infer,
  },
};
