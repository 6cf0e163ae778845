/** What the messages say about one state at one step, in numbers and in words. */
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { actionShares, sharesInWords } from '../../world/describe.ts';
import { figure, percent } from '../../world/format.ts';
import type { Messages } from './messages.ts';

/** A chance that the posterior bends: what follows an action in truth, and in its belief. */
export interface Belief {
  readonly state: number;
  readonly truth: number;
  readonly believed: number;
}

/** One action; pairs are posterior and causal. */
export interface ActionLine {
  readonly name: string;
  readonly policy: readonly [number, number];
  readonly q: readonly [number, number];
  /** The successor that the posterior raises most; null where nothing is left to chance. */
  readonly belief: Belief | null;
}

export interface Readout {
  readonly name: string;
  readonly terminal: boolean;
  /** V_t(s) and mu_t(s): posterior, causal. */
  readonly value: readonly [number, number];
  readonly marginal: readonly [number, number];
  /** alpha log forward_t(s); -Infinity where it cannot be by then. */
  readonly forward: number;
  readonly actions: readonly ActionLine[];
  readonly words: string;
}

/**
 * The posterior's dynamics, `P(s'|s,a) exp(V_{t+1}(s')/alpha)` normalised: the successor whose probability it raises
 * most over the true one; null where there is only one.
 *
 * @param t 1..T
 */
export function beliefOf({ mdp }: FiniteWorld, messages: Messages, t: number, row: number): Belief | null {
  const { stateCount, rowStart, successor, probability } = mdp;
  const from = rowStart[row];
  const end = rowStart[row + 1];
  if (end - from < 2) return null;
  const last = t === messages.horizon;
  const after = (k: number) =>
    last ? messages.boundary[successor[k]] : messages.posterior.value[t * stateCount + successor[k]];
  let top = Number.NEGATIVE_INFINITY;
  for (let k = from; k < end; k++) top = Math.max(top, after(k));
  const weight = (k: number) => probability[k] * Math.exp((after(k) - top) / messages.temperature);
  let total = 0;
  for (let k = from; k < end; k++) total += weight(k);
  let found: Belief | null = null;
  for (let k = from; k < end; k++) {
    const believed = weight(k) / total;
    const truth = probability[k];
    if (!found || believed - truth > found.believed - found.truth)
      found = { state: successor[k], truth, believed };
  }
  return found;
}

/** @param t 1..T */
export function readState(world: FiniteWorld, messages: Messages, t: number, state: number): Readout {
  const { stateCount, actionCount, terminal } = world.mdp;
  const { posterior, causal } = messages;
  const at = (t - 1) * stateCount + state;
  const actions = world.actions.map(({ name }, a): ActionLine => {
    const i = at * actionCount + a;
    return {
      name,
      policy: [posterior.policy[i], causal.policy[i]],
      q: [posterior.q[i], causal.q[i]],
      belief: beliefOf(world, messages, t, state * actionCount + a),
    };
  });
  const readout = {
    name: world.stateNames[state] ?? `state ${state}`,
    terminal: terminal[state] === 1,
    value: [posterior.value[at], causal.value[at]] as const,
    marginal: [posterior.marginal[at], causal.marginal[at]] as const,
    forward: messages.forward[at],
    actions,
  };
  return { ...readout, words: inWords(world, messages, t, state, readout) };
}

/** Differences below this are rounding. */
const nothing = 1e-9;

function inWords(
  world: FiniteWorld,
  messages: Messages,
  t: number,
  state: number,
  about: Omit<Readout, 'words'>,
): string {
  const { value, marginal, actions } = about;
  const sentences = [
    about.forward === Number.NEGATIVE_INFINITY
      ? `Nobody can be at ${about.name} at t = ${t}.`
      : `At t = ${t} one ${about.terminal ? 'arrives here' : 'is here'} with probability ${bothOr(percent(marginal[0]), percent(marginal[1]))}.`,
  ];
  if (about.terminal) {
    sentences.push(`The episode ends here and is worth ${figure(value[0])}.`);
    return sentences.join(' ');
  }
  const hope = value[0] - value[1];
  sentences.push(
    Math.abs(hope) < nothing
      ? `Both expect ${figure(value[0])} from here.`
      : `The posterior hopes for ${figure(value[0])} from here; a causal planner can count on ${figure(value[1])}.`,
  );
  const offset = (t - 1) * world.mdp.stateCount * world.mdp.actionCount;
  const does = (probabilities: Float64Array) =>
    sharesInWords(actionShares(world, { probabilities, offset, role: 'learned' }, state), 3);
  const acts = [does(messages.posterior.policy), does(messages.causal.policy)];
  sentences.push(acts[0] === acts[1] ? `Both do: ${acts[0]}.` : `Posterior: ${acts[0]}. Causal: ${acts[1]}.`);
  const bent = mostBent(actions);
  if (bent?.belief)
    sentences.push(
      `If it does ${bent.name}, the posterior counts on ${world.stateNames[bent.belief.state] ?? bent.belief.state} with ${percent(bent.belief.believed)}; the chance is ${percent(bent.belief.truth)}.`,
    );
  return sentences.join(' ');
}

/** Two readings, or one where they read the same. */
const bothOr = (posterior: string, causal: string) =>
  posterior === causal ? `${posterior} either way` : `${posterior} in the posterior, ${causal} causally`;

/** The action whose outcome the posterior bends most, if by a per cent or more. */
function mostBent(actions: readonly ActionLine[]): ActionLine | null {
  let found: ActionLine | null = null;
  const bend = ({ belief }: ActionLine) => (belief ? belief.believed - belief.truth : 0);
  for (const action of actions)
    if (bend(action) >= 0.01 && bend(action) > (found ? bend(found) : 0)) found = action;
  return found;
}

/** Everything known about step t as a table for a spreadsheet: one state a line, all digits. */
export function stepTable(world: FiniteWorld, messages: Messages, t: number): string {
  const { stateCount } = world.mdp;
  const head = ['state', 'forward', 'V posterior', 'V causal', 'marginal posterior', 'marginal causal'];
  const lines = Array.from({ length: stateCount }, (_, s) => {
    const i = (t - 1) * stateCount + s;
    const { forward, posterior, causal } = messages;
    return [
      world.stateNames[s] ?? s,
      forward[i],
      posterior.value[i],
      causal.value[i],
      posterior.marginal[i],
      causal.marginal[i],
    ].join('\t');
  });
  return [head.join('\t'), ...lines].join('\n');
}
