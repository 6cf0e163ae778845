import type { Random } from '../../base/random.ts';
import type { Network, NetworkShape } from '../../networks/index.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { TransitionBatch } from '../transitions.ts';

/** The five networks. */
export interface SacNetworks {
  readonly actor: Network;
  readonly critics: readonly [Network, Network];
  readonly targets: readonly [Network, Network];
}

/** How errors of the critics become a loss and its gradient; see core/networks `squaredError`. */
export type CriticLoss = (
  prediction: ArrayLike<number>,
  target: ArrayLike<number>,
) => { readonly loss: number; readonly gradient: Float32Array };

/** What an actor's gradient was computed from: means over the batch. */
export interface ActorFacts {
  /** E[α log π - Q] */
  readonly loss: number;
  readonly entropy: number;
  readonly meanQ: number;
}

/** What differs between continuous and discrete actions. Q without a number is what both critics say together. */
export interface SacForm {
  readonly actorShape: NetworkShape;
  readonly criticShape: NetworkShape;
  /** What automatic temperature aims at, nats in the environment's units. */
  readonly targetEntropy: number;
  /** V(s') = E_a'[Q_target(s', a') - α log π(a'|s')] of each next state, [rows]. */
  nextValues(
    networks: SacNetworks,
    batch: TransitionBatch,
    temperature: number,
    random: Random,
  ): Float32Array;
  /** Sets both critics' gradients towards Q(s, a) = targets [rows]; the mean of their losses. */
  criticGradients(
    networks: SacNetworks,
    batch: TransitionBatch,
    targets: Float32Array,
    loss: CriticLoss,
  ): number;
  /** Sets the actor's gradient of E[α log π - Q]. */
  actorGradient(
    networks: SacNetworks,
    batch: TransitionBatch,
    temperature: number,
    random: Random,
  ): ActorFacts;
  /** V(s) = E_a[Q(s, a) - α log π(a|s)] of given observations, [rows]; one draw a row where actions are continuous. */
  values(
    networks: SacNetworks,
    observations: ArrayLike<number>,
    rows: number,
    temperature: number,
    random: Random,
  ): Float32Array;
  /** One draw from the policy for each row, actions of the environment. */
  sample(actor: Network, observations: ArrayLike<number>, rows: number, random: Random): Float32Array;
  /** An action that knows nothing, for the warm-up: even over the space, standard normal where it is unbounded. */
  anyAction(random: Random): Float32Array;
  policy(actor: Network): SavedPolicy;
}
