import type { Comparison, ComparisonRequest, LabInfo } from '../../contract/index.ts';
import type { Recorder } from '../../recording/index.ts';
import type { RunManager } from '../../runs/index.ts';
import type { Lab } from '../../store/api.ts';
import type { LabEvents } from './events.ts';

/** What the procedures stand on: one open lab and the services around it. */
export interface Services {
  readonly lab: Lab;
  readonly host: LabInfo['host'];
  readonly versions: Readonly<Record<string, string>>;
  readonly recorder: Recorder;
  readonly runs: RunManager;
  readonly events: LabEvents;
  /** Computes a comparison in a worker thread; `Cancelled` when the signal aborts. */
  compare(request: ComparisonRequest, signal: AbortSignal | undefined): Promise<Comparison>;
  exportComparison(
    input: { request: ComparisonRequest; format: 'csv' | 'html' | 'json' },
    signal: AbortSignal | undefined,
  ): Promise<{ fileName: string; mediaType: string; text: string }>;
}
