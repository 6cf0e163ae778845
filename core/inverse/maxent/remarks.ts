/** Sentences about a run that a person should know, with numbers. */
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import type { EstimatorInput } from './estimator.ts';
import type { Trajectory } from './types.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function lengths(input: EstimatorInput): string[] {
  const { demonstrations, horizon, mdp } = input;
  const out: string[] = [];
  const all = demonstrations.length;
  const longest = Math.max(...demonstrations.map(({ actions }) => actions.length));
  const ended = ({ states, actions }: Trajectory) =>
    states.length > actions.length && mdp.terminal[states[actions.length]];
  if (horizon.kind === 'finite') {
    const short = demonstrations.filter(({ actions }) => actions.length < horizon.steps);
    const padded = short.filter(ended).length;
    const cut = short.length - padded;
    if (padded > 0) {
      const are = padded === 1 ? 'demonstration ends' : 'demonstrations end';
      out.push(
        `${padded} of ${all} ${are} before the horizon of ${horizon.steps} steps; the rest is padded by the terminal state they reached, which adds nothing.`,
      );
    }
    if (cut > 0) {
      const were = cut === 1 ? 'demonstration was' : 'demonstrations were';
      out.push(
        `${cut} of ${all} ${were} cut short of the horizon of ${horizon.steps} steps; each counts for exactly the steps it shows, and what would have followed is summed out.`,
      );
    }
  } else {
    const shortest = Math.min(...demonstrations.map(({ actions }) => actions.length));
    if (shortest < longest) {
      out.push(
        `Demonstrations have ${shortest} to ${longest} steps; each counts for the steps it shows, so longer ones weigh more in the likelihood.`,
      );
    }
  }
  return out;
}

function starts(mdp: FiniteMdp, demonstrations: readonly Trajectory[]): string[] {
  const odd = demonstrations.filter(({ states }) => !(mdp.initial[states[0]] > 0)).length;
  if (odd === 0) return [];
  const where = 'where episodes of this environment never start';
  return [`${plural(odd, 'demonstration starts', 'demonstrations start')} in a state ${where}.`];
}

function coverage(input: EstimatorInput): string[] {
  const { mdp, map, demonstrations } = input;
  if (map.parameters !== mdp.stateCount) return [];
  const visited = new Set(demonstrations.flatMap(({ states }) => Array.from(states)));
  const missing = mdp.stateCount - visited.size;
  if (missing === 0) return [];
  return [
    `${missing} of ${mdp.stateCount} states were never visited; their reward rests only on their having been avoided and on the L2 penalty.`,
  ];
}

/** Everything but the optimiser's ending. */
export function dataRemarks(input: EstimatorInput, heldOut: readonly Trajectory[]): string[] {
  const count = input.demonstrations.length;
  const out = [...lengths(input), ...starts(input.mdp, input.demonstrations), ...coverage(input)];
  if (count < 5) {
    out.push(
      `Only ${plural(count, 'demonstration was', 'demonstrations were')} trained on; more would say more.`,
    );
  }
  if (heldOut.length === 0) {
    out.push(
      'Nothing was held out, so these numbers cannot show how well the reward predicts unseen behaviour.',
    );
  }
  return out;
}

/** Whether any action in any state has more than one outcome. */
function stochastic(mdp: FiniteMdp): boolean {
  for (let row = 0; row < mdp.rowStart.length - 1; row++) {
    if (mdp.rowStart[row + 1] - mdp.rowStart[row] > 1) return true;
  }
  return false;
}

export const unboundedRemark =
  'The likelihood rises for ever as the weights grow: no demonstrated choice speaks against more of the same, so their size says only when training stopped. An L2 penalty above 0 gives it a maximum.';

/** Sentences about how training ended. */
export function endingRemarks(
  input: EstimatorInput,
  ending: {
    reason: 'converged' | 'max-iterations' | 'stalled' | null;
    iterations: number;
    gradientNorm: number;
    gradientTolerance: number;
    relativeFeatureGap: number;
    rankIsExact: boolean;
    unbounded: boolean;
  },
): string[] {
  const out: string[] = [];
  const size = ending.gradientNorm.toExponential(1);
  if (ending.unbounded) out.push(unboundedRemark);
  if (ending.reason === 'max-iterations') {
    out.push(
      `Stopped after ${ending.iterations} iterations with a gradient of ${size}, above the tolerance of ${ending.gradientTolerance}; more iterations would move it further.`,
    );
  }
  if (ending.reason === 'stalled') {
    out.push(`No better point was found along the search direction; the gradient there is ${size}.`);
  }
  if (ending.relativeFeatureGap > 0.05 && input.model === 'causal' && input.objective === 'likelihood') {
    const percent = `${(100 * ending.relativeFeatureGap).toFixed(0)} %`;
    if (stochastic(input.mdp)) {
      out.push(
        `Expected and demonstrated feature counts differ by ${percent}: under chance, the likelihood does not force them to agree, and few demonstrations leave room for luck.`,
      );
    }
  }
  if (!ending.rankIsExact) {
    out.push('The reward has too many parameters for the exact rank; the one given is an upper bound.');
  }
  return out;
}
