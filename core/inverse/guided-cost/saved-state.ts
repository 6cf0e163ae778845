import type { PackedState, SavedPolicy } from '../../forward/index.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import type { Generation } from './sample-memory.ts';

/** Everything that the next iteration depends on. */
export interface GuidedCostState {
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly reward: SavedNetwork;
  /** The reward averaged over the iterations. */
  readonly average: SavedNetwork;
  readonly sampler: PackedState;
  readonly samples: readonly Generation[];
  /** The policy fitted to the demonstrations. */
  readonly demonstrator: SavedPolicy;
}

interface GenerationFacts {
  readonly policy: object;
  readonly trajectories: readonly { readonly length: number; readonly terminated: boolean }[];
}

interface Facts {
  readonly kind: 'guided-cost';
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly sampler: unknown;
  readonly generations: readonly GenerationFacts[];
  readonly demonstrator: object;
}

type Arrays = Record<string, Float32Array | Float64Array>;

/** The state as one flat packed state: parts of the sampler behind `sampler.`, of generation g behind `g.`. */
export function flatten(state: GuidedCostState): PackedState {
  const { iteration, metrics, reward, average, sampler, samples } = state;
  const { network: demonstrating, ...demonstrator } = state.demonstrator;
  const arrays: Arrays = {};
  const networks: Record<string, SavedNetwork> = { reward, average, demonstrator: demonstrating };
  for (const [name, array] of Object.entries(sampler.arrays)) arrays[`sampler.${name}`] = array;
  for (const [name, network] of Object.entries(sampler.networks)) networks[`sampler.${name}`] = network;
  const generations = samples.map(({ policy, trajectories }, g): GenerationFacts => {
    const { network, ...facts } = policy;
    networks[`${g}.policy`] = network;
    trajectories.forEach((one, j) => {
      arrays[`${g}.observations.${j}`] = one.observations;
      arrays[`${g}.actions.${j}`] = one.actions;
    });
    return {
      policy: facts,
      trajectories: trajectories.map(({ length, terminated }) => ({ length, terminated })),
    };
  });
  const json: Facts = {
    kind: 'guided-cost',
    iteration,
    metrics,
    sampler: sampler.json,
    generations,
    demonstrator,
  };
  return { json, arrays, networks };
}

/** The inverse of {@link flatten}; null for the state of something else. */
export function unflatten({ json, arrays, networks }: PackedState): GuidedCostState | null {
  const facts = json as Facts | null;
  if (facts?.kind !== 'guided-cost') return null;
  return {
    iteration: facts.iteration,
    metrics: facts.metrics,
    reward: networks.reward,
    average: networks.average ?? networks.reward,
    demonstrator: { ...facts.demonstrator, network: networks.demonstrator } as SavedPolicy,
    sampler: {
      json: facts.sampler,
      arrays: behind(arrays, 'sampler.'),
      networks: behind(networks, 'sampler.'),
    },
    samples: facts.generations.map(({ policy, trajectories }, g) => ({
      policy: { ...policy, network: networks[`${g}.policy`] } as SavedPolicy,
      trajectories: trajectories.map(({ length, terminated }, j) => ({
        observations: arrays[`${g}.observations.${j}`] as Float32Array,
        actions: arrays[`${g}.actions.${j}`] as Float32Array,
        length,
        terminated,
      })),
    })),
  };
}

function behind<Value>(record: Readonly<Record<string, Value>>, prefix: string): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}
