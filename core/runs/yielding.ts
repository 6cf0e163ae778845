import { constants, setPriority } from 'node:os';

/**
 * Makes the calling thread yield to the page and the core process, so that a recording keeps its rate while runs train.
 * Only Linux knows priorities of threads; elsewhere the call would slow the whole process, and nothing is done.
 */
export function yieldToPeople(platform: NodeJS.Platform): void {
  if (platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A kernel that refuses leaves the priorities as they are: training is then no slower than anything else.
  }
}
