import { Random } from '../../core/base/random.ts';
import { createContinuousEnvironment } from '../../core/environments/index.ts';
import { loadPolicy, type Policy, rollout } from '../../core/forward/index.ts';
import { SoftQLearningTrainer } from '../../core/forward/soft-q-learning/index.ts';
import { createFusedEngine, type Engine } from '../../core/networks/index.ts';
import { fourGoalsSettings } from './settings.ts';

/** States on the axes of symmetry: all goals, or two of them, are equally near. */
export const symmetryPoints: readonly (readonly [number, number])[] = [
  [0, 0],
  [2.5, 2.5],
  [-2.5, -2.5],
];
/** Cells along each side of a map of Q over actions. */
export const mapSide = 24;

/** What was learned at one state. */
export interface ActionMap {
  readonly state: readonly [number, number];
  /** Q over the centres of the cells of [-1, 1]², the second number of the action row by row from -1. */
  readonly q: readonly number[];
  /** Draws of the policy. */
  readonly actions: readonly (readonly [number, number])[];
}

/** What one training of the four-goal task came to. */
export interface FourGoalsResult {
  readonly seed: number;
  readonly steps: number;
  readonly seconds: number;
  /** Of 100 episodes: how many ended at the goal right, above, left, below; and how many at none. */
  readonly reached: readonly number[];
  readonly missed: number;
  readonly meanReturn: number;
  readonly paths: readonly (readonly (readonly [number, number])[])[];
  readonly maps: readonly ActionMap[];
}

export async function trainFourGoals(seed: number): Promise<FourGoalsResult> {
  const environment = createContinuousEnvironment({ kind: 'four-goals' });
  const engine = await createFusedEngine();
  const began = process.cpuUsage();
  const settings = fourGoalsSettings();
  const trainer = new SoftQLearningTrainer({ environment, settings, seed, engine, reward: null }, null);
  while (!trainer.step().finished);
  const { user, system } = process.cpuUsage(began);
  const policy = loadPolicy(trainer.policy(), engine);
  const episodes = Array.from({ length: 100 }, (_, k) => rollout(environment, policy, 10_000 + k, 'sample'));
  const reached = [0, 0, 0, 0];
  let missed = 0;
  for (const { observations, terminated } of episodes) {
    const [x, y] = observations.slice(-2);
    if (!terminated) missed++;
    else if (Math.abs(x) > Math.abs(y)) reached[x > 0 ? 0 : 2]++;
    else reached[y > 0 ? 1 : 3]++;
  }
  return {
    seed,
    steps: trainer.environmentSteps,
    seconds: Math.round((user + system) / 1e6),
    reached,
    missed,
    meanReturn: episodes.reduce((sum, one) => sum + one.rewards.reduce((a, b) => a + b, 0), 0) / 100,
    paths: episodes
      .slice(0, 60)
      .map(({ observations }) =>
        Array.from({ length: observations.length / 2 }, (_, t) => [
          rounded(observations[2 * t]),
          rounded(observations[2 * t + 1]),
        ]),
      ),
    maps: symmetryPoints.map((state) => mapOf(state, trainer, policy, engine)),
  };
}

function mapOf(
  state: readonly [number, number],
  trainer: SoftQLearningTrainer,
  policy: Policy,
  engine: Engine,
): ActionMap {
  const draws = 300;
  const repeated = Float32Array.from({ length: 2 * draws }, (_, i) => state[i % 2]);
  const actions = policy.sample(repeated, draws, Random.fromSeed(11));
  const cells = mapSide * mapSide;
  const centre = (k: number) => (2 * k + 1) / mapSide - 1;
  // States are encoded by the box of 7; actions lie in [-1, 1] already.
  const inputs = Float32Array.from({ length: 4 * cells }, (_, at) => {
    const cell = at >> 2;
    return [state[0] / 7, state[1] / 7, centre(cell % mapSide), centre(Math.floor(cell / mapSide))][at & 3];
  });
  const network = engine.load(trainer.qFunction().network);
  const q = network.predict(inputs, cells);
  network.dispose();
  return {
    state,
    q: Array.from(q, rounded),
    actions: Array.from({ length: draws }, (_, i) => [rounded(actions[2 * i]), rounded(actions[2 * i + 1])]),
  };
}

const rounded = (x: number) => Number(x.toFixed(3));
