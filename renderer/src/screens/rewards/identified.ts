/** What rewards that are learned by sampling are identified up to, in words. */
import type { FunctionReward } from '../../../../core/contract/index.ts';

export function identifiedUpTo(inputs: FunctionReward['inputs']): readonly string[] {
  const always = [
    'A constant: over episodes of one length it changes nothing that anybody does, so only differences between places mean something.',
    'The scale is fixed by taking the temperature to be one; a surer expert has a larger reward.',
    'Where neither demonstrations nor episodes of the policy went, the network’s values are a guess.',
  ];
  return inputs === 'state'
    ? [
        ...always,
        'It sees states alone: what an action costs shows only where it leads, which also lets it carry over to other policies.',
      ]
    : [
        ...always,
        'It sees actions too: any shaping by a potential (what one step loses the next one gains) behaves the same, so it may stand for advantages rather than for goals.',
      ];
}
