/** What a command of `apprentice` is. */
import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command reads and writes; tests give their own. */
export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress and complaints. */
  err(text: string): void;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** Whether `err` is a terminal, on which a line can be drawn again. */
  readonly terminal: boolean;
  readonly columns: number;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
}

/** Options and arguments of one call, parsed. */
export interface Given {
  readonly positionals: readonly string[];
  /** Machine-readable output was asked for. */
  readonly json: boolean;
  text(option: string): string | null;
  flag(option: string): boolean;
  /** A number option; a {@link UsageError} when it is none. */
  number(option: string): number | null;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** After the name: `FILE [--case N]`. */
  readonly usage: string;
  /** Everything else --help says. */
  readonly help: string;
  /** Besides --help and --json, which every command has. */
  readonly options: ParseArgsOptionsConfig;
  readonly positionals: { readonly least: number; readonly most: number };
  /** Does it; the exit code is 0 unless it throws or answers another. */
  run(given: Given, io: Io): Promise<number>;
}

/** The call itself is wrong: exit code 2, with a pointer to --help. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
