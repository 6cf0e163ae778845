/** What a person should do now in a world that does not wait, in one line. */
import { figure } from '../../world/format.ts';
import type { LiveDriver } from './live-driver.svelte.ts';
import { stepCount } from './verdict.ts';

export function liveLine({ controller, paused }: LiveDriver): string {
  const known = controller.rewardKnown ? `, return ${figure(controller.total)}` : '';
  switch (controller.phase) {
    case 'ready':
      return `Take ${controller.take + 1} is ready. Press a key or click the world to start.`;
    case 'driving':
      return paused
        ? `Paused after ${stepCount(controller.steps)}. Go on with Space, or keep what there is.`
        : 'Recording. Space pauses; Enter keeps the take as it is.';
    case 'ended':
      return `${controller.terminated ? 'The episode ended' : 'Out of time'} after ${stepCount(controller.steps)}${known}. Keep it?`;
    case 'closed':
      return 'Recording is not open.';
    default:
      return 'One moment…';
  }
}
