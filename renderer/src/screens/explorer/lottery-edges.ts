/** The lottery as a decision and a chance: what is done, and what is taken to follow. */

import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { formatNumber, formatShare } from '../../charts/format.ts';
import { percent } from '../../world/format.ts';
import type { Messages } from './messages.ts';
import { beliefOf } from './readout.ts';

/** Numbers of the lottery's states and actions, in the order of its spec. */
const undecided = 0;
const buy = 0;
const pass = 1;

/** A branch with its probability; null where no policy is shown. */
export interface Branch {
  readonly share: number | null;
  readonly label: string;
}

export interface LotteryEdges {
  readonly buy: Branch;
  readonly pass: Branch;
  readonly win: Branch;
  readonly lose: Branch;
}

/** Small probabilities keep their size, and no hope is a certainty: `1.9 × 10⁻⁷`, `>99 %`. */
export function smallShare(probability: number): string {
  if (probability > 0.995) return percent(probability);
  return probability >= 1e-4 || probability === 0 ? formatShare(probability) : formatNumber(probability, 2);
}

/**
 * The branches at step t: the posterior's with the chance that it believes in, the causal ones with the true chance; the
 * true chance alone where no policy is shown.
 */
export function lotteryEdges(
  world: FiniteWorld,
  messages: Messages,
  t: number,
  side: 'posterior' | 'causal' | null,
): LotteryEdges {
  const { actionCount, stateCount } = world.mdp;
  const row = undecided * actionCount + buy;
  const truth = world.mdp.probability[world.mdp.rowStart[row]];
  const win = side === 'posterior' ? (beliefOf(world, messages, t, row)?.believed ?? truth) : truth;
  const chance = (share: number, name: string): Branch => ({ share, label: `${name} ${smallShare(share)}` });
  const done = (action: number, name: string): Branch => {
    if (side === null) return { share: null, label: name };
    const at = ((t - 1) * stateCount + undecided) * actionCount + action;
    return chance(messages[side].policy[at], name);
  };
  return {
    buy: done(buy, 'buy'),
    pass: done(pass, 'pass'),
    win: chance(win, 'wins'),
    lose: chance(1 - win, 'loses'),
  };
}
