import type { LabInfo } from '../../contract/index.ts';
import type { Recorder } from '../../recording/index.ts';
import type { Behaviour, Comparisons, RunManager } from '../../runs/index.ts';
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
  readonly comparisons: Comparisons;
  readonly behaviour: Behaviour;
}
