/** Two episodes on one clock: what the policy does from the expert's start, and where they part. */
import { deriveSeed, Random } from '../../../../core/base/random.ts';
import { finiteEnvironment } from '../../../../core/environments/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import type { SolvedPolicy } from './solve.ts';

export interface ReplayEpisode {
  /** T + 1 states. */
  readonly states: ArrayLike<number>;
  /** T actions. */
  readonly actions: ArrayLike<number>;
  /** Sum of true rewards; null where nobody knows them. */
  readonly return: number | null;
  readonly terminated: boolean;
}

/** First entry of the probabilities at a step; a finite-horizon policy keeps its last step's after its end. */
export function policyOffset(world: FiniteWorld, solved: SolvedPolicy, step: number): number {
  const layer = world.mdp.stateCount * world.mdp.actionCount;
  return solved.horizon > 0 ? Math.min(step, solved.horizon - 1) * layer : 0;
}

/**
 * What the policy does from the start of the demonstration with this seed. The world draws the same chances as in the
 * demonstration, so equal actions lead to equal states and every difference is the policy's.
 *
 * @param demonstrationSeed seed of the demonstration: the start and the world's chances
 * @param seed seed of the policy's own choices
 */
export function rollOut(
  world: FiniteWorld,
  solved: SolvedPolicy,
  demonstrationSeed: number,
  seed: number,
): ReplayEpisode {
  const environment = finiteEnvironment(world);
  const random = Random.fromSeed(deriveSeed(seed, 'replay'));
  const { actionCount, terminal } = world.mdp;
  const states = [environment.reset(demonstrationSeed)[0]];
  const actions: number[] = [];
  let total = 0;
  let terminated = terminal[states[0]] === 1;
  const limit = solved.horizon > 0 ? Math.min(world.maxSteps, solved.horizon) : world.maxSteps;
  while (!terminated && actions.length < limit) {
    const t = actions.length;
    const row = policyOffset(world, solved, t) + states[t] * actionCount;
    const action = random.categorical(solved.policy, row, actionCount);
    const result = environment.step([action]);
    actions.push(action);
    states.push(result.observation[0]);
    total += result.reward;
    terminated = result.terminated;
    if (result.truncated) break;
  }
  return { states, actions, return: world.trueReward === null ? null : total, terminated };
}

export interface Divergence {
  /** Step at which it shows. */
  readonly at: number;
  /** action: same state, another action; parted: the first of different states; met: together again. */
  readonly kind: 'action' | 'parted' | 'met';
}

/** Where two episodes differ, in order. An action tick precedes its parting by one step. */
export function divergences(expert: ReplayEpisode, learned: ReplayEpisode): Divergence[] {
  const found: Divergence[] = [];
  let together = true;
  const last = Math.min(expert.states.length, learned.states.length) - 1;
  for (let t = 0; t <= last; t++) {
    const same = expert.states[t] === learned.states[t];
    if (same !== together) found.push({ at: t, kind: same ? 'met' : 'parted' });
    together = same;
    if (same && t < last && expert.actions[t] !== learned.actions[t]) found.push({ at: t, kind: 'action' });
  }
  return found;
}

const tickWords = {
  action: 'another action in the same state',
  parted: 'they part',
  met: 'together again',
} as const;
/** More ticks than this are a stripe, not marks. */
const mostTicks = 200;

/** Divergences as ticks of a timeline: one per step, in words. */
export function timelineTicks(
  found: readonly Divergence[],
): { readonly at: number; readonly label: string }[] {
  const words = new Map<number, string[]>();
  for (const { at, kind } of found) words.set(at, [...(words.get(at) ?? []), tickWords[kind]]);
  return [...words]
    .slice(0, mostTicks)
    .map(([at, said]) => ({ at, label: `Step ${at}: ${said.join(', ')}` }));
}

/** Share of the steps of the clock at which both are in the same state. */
export function sharedSteps(expert: ReplayEpisode, learned: ReplayEpisode): number {
  const most = Math.max(expert.states.length, learned.states.length);
  const least = Math.min(expert.states.length, learned.states.length);
  let same = 0;
  for (let t = 0; t < least; t++) if (expert.states[t] === learned.states[t]) same++;
  return most > 0 ? same / most : 1;
}

/** Mean log-probability of the expert's actions under the policy, nats per step; null for an empty episode. */
export function meanLogLikelihood(
  world: FiniteWorld,
  solved: SolvedPolicy,
  expert: Pick<ReplayEpisode, 'states' | 'actions'>,
): number | null {
  const { length } = expert.actions;
  if (length === 0) return null;
  let sum = 0;
  for (let t = 0; t < length; t++)
    sum += Math.log(
      solved.policy[
        policyOffset(world, solved, t) + expert.states[t] * world.mdp.actionCount + expert.actions[t]
      ],
    );
  return sum / length;
}
