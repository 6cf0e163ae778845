import { LabError } from '../../base/errors.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { meanNetwork, type SoftQFunction } from '../soft-q-learning/index.ts';

/**
 * The mean of the soft Q functions of several rewards, taken for the Q of the mean reward (Haarnoja et al., 2018):
 * Q_Σ(s, a) = 1/n Σ_i Q_i(s, a). It is an upper bound of the exact one; `compositionGap` says how far off on a finite
 * world.
 *
 * @throws LabError InvalidInput unless they agree in kind, encodings, temperature, discount and number of layers
 */
export function composeSoftQ(functions: readonly SoftQFunction[]): SoftQFunction {
  const network = meanNetwork(functions.map((one) => one.network));
  const [first] = functions;
  const factsOf = ({ network: _, ...facts }: SoftQFunction) =>
    JSON.stringify(facts, Object.keys(facts).sort());
  functions.forEach((one, i) => {
    if (factsOf(one) !== factsOf(first) || JSON.stringify(one.encoding) !== JSON.stringify(first.encoding))
      throw new LabError('InvalidInput', 'The soft Q functions belong to different problems.', {
        where: `functions[${i}]`,
        remedy: 'Compose functions of one environment, learned at one temperature and discount.',
      });
  });
  return { ...first, network };
}

/** The Boltzmann policy of a soft Q function of discrete actions. @throws LabError InvalidInput for continuous ones */
export function boltzmannPolicy(q: SoftQFunction): SavedPolicy {
  if (q.kind !== 'discrete')
    throw new LabError('InvalidInput', 'Continuous actions need a sampler of their own.', {
      where: 'q',
      remedy: 'Train one on the function with trainSampler.',
    });
  const { encoding, network, temperature } = q;
  return { kind: 'categorical', encoding, network, temperature };
}
