import type { SavedNetwork } from '../../networks/index.ts';
import type { Encoding } from '../encoding.ts';
import { packState, unpackState } from '../packing.ts';
import type { ActionRange } from './action-range.ts';

interface Observing {
  readonly encoding: Encoding;
}

/** A policy at rest, as plain data: all that acting needs. */
export type SavedPolicy =
  /** a = c + h tanh(u) where the action is bounded, a = u where it is not; u ~ N(μ(s), σ(s)²). */
  | (Observing & {
      readonly kind: 'squashed-gaussian';
      /** s -> (μ, log σ) [2m]. */
      readonly network: SavedNetwork;
      readonly range: ActionRange;
    })
  /** π(a|s) = softmax(outputs / temperature); soft Q-learning keeps Q here, policy gradients logits at temperature 1. */
  | (Observing & {
      readonly kind: 'categorical';
      /** s -> [n] */
      readonly network: SavedNetwork;
      readonly temperature: number;
    })
  /** a = c + h tanh(f(s, ξ)), ξ ~ N(0, I): the amortised sampler of soft Q-learning. It has no density in closed form. */
  | (Observing & {
      readonly kind: 'implicit';
      /** (s, ξ) -> [m] */
      readonly network: SavedNetwork;
      readonly noiseWidth: number;
      readonly range: ActionRange;
    });

/** A policy as bytes. */
export function encodePolicy(policy: SavedPolicy): Uint8Array {
  const { network, ...facts } = policy;
  return packState({ json: facts, arrays: {}, networks: { network } });
}

/** The inverse of {@link encodePolicy}, bit for bit. @throws LabError InvalidInput for anything else */
export function decodePolicy(bytes: Uint8Array): SavedPolicy {
  const { json, networks } = unpackState(bytes);
  return { ...(json as object), network: networks.network } as SavedPolicy;
}
