import { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import { type Encoding, encodedWidth } from '../encoding.ts';
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

/**
 * The inverse of {@link encodePolicy}, bit for bit.
 *
 * @throws LabError InvalidInput for anything else, and for a network whose widths are not those of observations and actions
 */
export function decodePolicy(bytes: Uint8Array): SavedPolicy {
  const { json, networks } = unpackState(bytes);
  const parsed = facts.safeParse(json);
  const { network } = networks;
  if (!parsed.success || network === undefined) throw noPolicy();
  const policy: SavedPolicy = { ...parsed.data, network };
  const { inputs, outputs } = widthsOf(policy);
  if (network.shape.inputs !== inputs || network.shape.outputs !== outputs) throw noPolicy();
  return policy;
}

const numbers = z.array(z.number());
const encoding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one-hot'), n: z.int().min(1) }),
  z
    .strictObject({ kind: z.literal('affine'), offset: numbers, scale: numbers })
    .refine(({ offset, scale }) => offset.length === scale.length),
]);
const range = z
  .strictObject({ center: numbers, half: z.array(z.number().positive().nullable()) })
  .refine(({ center, half }) => center.length === half.length);
/** All of a saved policy but its network. */
const facts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('squashed-gaussian'), encoding, range }),
  z.strictObject({ kind: z.literal('categorical'), encoding, temperature: z.number().positive() }),
  z.strictObject({ kind: z.literal('implicit'), encoding, range, noiseWidth: z.int().min(0) }),
]);

/** What the network takes and gives; a categorical one gives any number of outputs, one for each index. */
function widthsOf(policy: SavedPolicy): { readonly inputs: number; readonly outputs: number } {
  const inputs = encodedWidth(policy.encoding);
  switch (policy.kind) {
    case 'squashed-gaussian':
      return { inputs, outputs: 2 * policy.range.center.length };
    case 'categorical':
      return { inputs, outputs: policy.network.shape.outputs };
    case 'implicit':
      return { inputs: inputs + policy.noiseWidth, outputs: policy.range.center.length };
  }
}

const noPolicy = () =>
  new LabError('InvalidInput', 'These bytes are no policy that this version can read.', {
    remedy: 'Export it again with this version, or train it again.',
  });
