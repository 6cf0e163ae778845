/** One line after a take. */
import type { Demonstration } from '../../../../core/contract/demonstrations.ts';
import { showCount } from '../../ui/number-text.ts';
import { figure } from '../../world/format.ts';

export interface Verdict {
  readonly kind: 'kept' | 'discarded';
  readonly text: string;
}

export const stepCount = (steps: number): string => `${showCount(steps)} step${steps === 1 ? '' : 's'}`;

/** How an episode ended, in a word or two. A take that was kept before its time was out counts as truncated, too. */
export function ending(of: Pick<Demonstration, 'terminated' | 'length'>, maxSteps: number): string {
  if (of.terminated) return 'reached the end';
  return of.length >= maxSteps ? 'ran out of time' : 'stopped early';
}

/** `Kept take 3: 14 steps, return 3.2, reached the end, re-simulated: exact`; with the rate where there is one. A kept take did re-simulate exactly. */
export function keptVerdict(kept: Demonstration, maxSteps: number): Verdict {
  const parts = [stepCount(kept.length)];
  if (kept.return !== null) parts.push(`return ${figure(kept.return)}`);
  const { cadence } = kept;
  if (cadence?.targetRate)
    parts.push(`${cadence.achievedRate.toFixed(1)} of ${figure(cadence.targetRate)} steps/s`);
  parts.push(ending(kept, maxSteps), 're-simulated: exact');
  return { kind: 'kept', text: `Kept take ${kept.take + 1}: ${parts.join(', ')}.` };
}

export const discardedVerdict = (take: number, steps: number): Verdict => ({
  kind: 'discarded',
  text: `Discarded take ${take + 1} (${stepCount(steps)}).`,
});
