/** What recording offers: the contract's `recording` procedures, and the ones that need a re-simulation. */
import type { Cadence, Demonstration, Problem, Source } from '../contract/index.ts';
import type { Policy } from '../forward/index.ts';
import type { LabWriter } from '../store/api.ts';

export interface ExpertRequest {
  readonly environmentId: string;
  readonly source: Source;
  readonly episodes: number;
  readonly seed: number;
  readonly tags: readonly string[];
}

/** How a long recording is watched and stopped. An abort throws `Cancelled` and keeps the takes made so far. */
export interface ExpertWatch {
  readonly progress?: (recorded: number, episodes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Records demonstrations into a lab file, for people and scripted experts alike. Every method is synchronous but
 * `load` and `expert`, which lets other work in between episodes. A method that returned has committed.
 */
export interface Recorder {
  /**
   * Loads what the simulator of an environment needs in this process; to be awaited before `open`, `begin` and `keep`.
   * At once for most, and free when it is loaded.
   */
  load(environmentId: string): Promise<void>;
  /** A session of one environment. */
  open(input: { environmentId: string; source: Source; seed: number }): { sessionId: string; seed: number };
  /** A new take; its seed is derived from the session's and the take number. */
  begin(input: { sessionId: string }): { id: string; take: number; seed: number };
  /** Commits steps. `Conflict` unless `from` is the number committed so far; `NonFinite` for a NaN or infinity. */
  append(input: Parameters<LabWriter['appendSteps']>[0]): { committed: number };
  /**
   * Re-simulates the take from its seed and actions and accepts it when every observation and reward is exactly the
   * recorded one. `ReplayMismatch` otherwise, and for a take that goes on after its end; the take stays as it is.
   */
  keep(input: { id: string; cadence: Cadence | null; tags: readonly string[]; notes: string }): Demonstration;
  /** Removes a take softly. */
  discard(input: { id: string }): void;
  /** Takes that a crash or a closed window left behind; `keep` accepts them as truncated. */
  unfinished(): Demonstration[];
  /** Cuts a demonstration after `length` steps; the original is soft-deleted. */
  trim(input: { id: string; length: number }): Demonstration;
  /** A scripted expert records takes through the same path, several to a transaction. */
  expert(input: ExpertRequest, watch?: ExpertWatch): Promise<{ sessionId: string; ids: string[] }>;
}

export interface RecorderOptions {
  readonly writer: LabWriter;
  /** The policy that a run learned, for experts that drive by it; left out, none can. */
  readonly policyOf?: PolicyOf;
}

/** Reads a run's policy; whoever asks disposes of it. Rejects with `Conflict` while there is none. */
export type PolicyOf = (runId: string) => Promise<Policy>;

/** What `checkLab` found. */
export interface LabCheck {
  readonly demonstrationsReplayed: number;
  readonly problems: Problem[];
}
