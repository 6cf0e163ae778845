import { LabError } from '../../base/errors.ts';
import { packState, unpackState } from '../../forward/index.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import type { RewardInputs } from './inputs.ts';

/** A recovered reward at rest, as plain data: all that evaluating it and solving for it needs. */
export interface SavedReward {
  readonly inputs: RewardInputs;
  /** inputs -> r [1] */
  readonly network: SavedNetwork;
  /**
   * How many times the last state's reward is paid when an episode terminates, for staying there: γ/(1-γ) of the
   * discount that its policy was improved with. 0 where an end is worth nothing more.
   */
  readonly holdSteps: number;
}

/** A reward as bytes. */
export function encodeReward({ inputs, network, holdSteps }: SavedReward): Uint8Array {
  return packState({ json: { kind: 'reward', inputs, holdSteps }, arrays: {}, networks: { network } });
}

/** The inverse of {@link encodeReward}, bit for bit. @throws LabError InvalidInput for anything else */
export function decodeReward(bytes: Uint8Array): SavedReward {
  const { json, networks } = unpackState(bytes);
  const facts = json as { kind?: unknown; inputs: RewardInputs; holdSteps: number } | null;
  if (facts?.kind !== 'reward' || networks.network === undefined)
    throw new LabError('InvalidInput', 'These bytes are no reward.');
  return { inputs: facts.inputs, network: networks.network, holdSteps: facts.holdSteps };
}
