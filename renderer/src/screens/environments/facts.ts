/** What a card and the detail pane say of an environment. */
import {
  type ContinuousSpec,
  type EnvironmentSpec,
  expertsOf,
  type Simulation,
  type Space,
} from '../../../../core/environments/index.ts';
import type { FiniteWorld, WorldSpec } from '../../../../core/mdp/index.ts';
import { showCount, showNumber } from '../../ui/number-text.ts';
import { spaceLines } from '../../world/scene/describe-scene.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

const kinds: Readonly<Record<EnvironmentSpec['kind'], string>> = {
  gridworld: 'Painted grid',
  published: 'Published',
  objectworld: 'Objectworld',
  random: 'Random MDP',
  explicit: 'From a file',
  'classic-control': 'Classic control',
  'linear-quadratic': 'Linear-quadratic',
  'four-goals': 'Point mass',
  navigation: 'Point mass',
  reach: 'Robot arm',
  'peg-insertion': 'Robot arm',
  highway: 'Driving',
  mujoco: 'MuJoCo',
};

/** `8 × 8 grid`, `Objectworld, 16 × 16`, `Random MDP`. */
export function kindText(spec: EnvironmentSpec, world: FiniteWorld | null): string {
  const size = world?.layout ? `${world.layout.rows} × ${world.layout.columns}` : null;
  if (spec.kind === 'gridworld') return `${spec.rows} × ${spec.columns} grid`;
  return size ? `${kinds[spec.kind]}, ${size}` : kinds[spec.kind];
}

/** `64 states, 4 actions`. */
export function sizeText(world: FiniteWorld): string {
  return `${showCount(world.mdp.stateCount)} states, ${world.mdp.actionCount} actions`;
}

const some = (names: readonly string[], most: number) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

function slipOf(spec: WorldSpec): number | null {
  return spec.kind === 'gridworld' || spec.kind === 'objectworld' ? spec.slip : null;
}

/** The column winds in words: `1 up in columns 4–5`. */
export function windText(wind: ArrayLike<number>): string {
  const runs: { strength: number; from: number; to: number }[] = [];
  for (let c = 0; c < wind.length; c++) {
    const last = runs.at(-1);
    if (wind[c] === 0) continue;
    if (last && last.strength === wind[c] && last.to === c - 1) last.to = c;
    else runs.push({ strength: wind[c], from: c, to: c });
  }
  if (runs.length === 0) return 'none';
  return runs
    .map(({ strength, from, to }) => {
      const where = from === to ? `column ${from + 1}` : `columns ${from + 1}–${to + 1}`;
      return `${showNumber(Math.abs(strength))} ${strength > 0 ? 'up' : 'down'} in ${where}`;
    })
    .join(', ');
}

function featureText({ mdp, features }: FiniteWorld): string {
  if (features.count === mdp.stateCount) return `${showCount(features.count)}, one for every state`;
  return `${showCount(features.count)}: ${some(features.names, 6)}`;
}

/** Whether any action's outcome is left to chance. */
export function isRandom(world: FiniteWorld): boolean {
  return world.mdp.probability.some((p) => p < 1 - 1e-12);
}

/** Everything worth knowing before recording in a world. */
export function facts(spec: WorldSpec, world: FiniteWorld): Fact[] {
  const { mdp, actions, layout } = world;
  const slip = slipOf(spec);
  const starts = mdp.initial.reduce((count, p) => count + (p > 0 ? 1 : 0), 0);
  const ends = mdp.terminal.reduce((count, flag) => count + flag, 0);
  const list: (Fact | null)[] = [
    { label: 'Kind', value: kindText(spec, world) },
    {
      label: 'States',
      value: `${showCount(mdp.stateCount)}, ${showCount(starts)} to start in, ${ends} terminal`,
    },
    {
      label: 'Actions',
      value: `${actions.length}: ${some(
        actions.map(({ name }) => name),
        8,
      )}`,
    },
    {
      label: 'Chance',
      value: slip
        ? `slips with probability ${showNumber(slip)}`
        : isRandom(world)
          ? 'outcomes are random'
          : 'none',
    },
    layout?.wind.some((w) => w !== 0) ? { label: 'Wind', value: windText(layout.wind) } : null,
    { label: 'Features', value: featureText(world) },
    { label: 'True reward', value: world.trueReward ? 'known' : 'unknown' },
    { label: 'Time limit', value: `${showCount(world.maxSteps)} steps` },
  ];
  return list.filter((fact) => fact !== null);
}

/** A vector line by line, a choice by its names. */
function spaceText(space: Space): string {
  if (space.kind === 'discrete') return `${space.n} choices: ${some(space.labels, 6)}`;
  const lines = spaceLines(space).map(({ name, text }) => `${name} ${text}`);
  return `${lines.length === 1 ? '' : `${lines.length} numbers: `}${some(lines, 8)}`;
}

/** How episodes of a continuous environment end, besides their time limit. */
export function endsWhen(spec: ContinuousSpec): string {
  switch (spec.kind) {
    case 'classic-control':
      return {
        'CartPole-v1': 'the pole leans over 12° or the cart leaves the track',
        'Pendulum-v1': 'never before its time',
        'MountainCar-v0': 'the car reaches the flag',
        'MountainCarContinuous-v0': 'the car reaches the flag',
        'Acrobot-v1': 'the tip swings above the line',
      }[spec.id];
    case 'four-goals':
      return 'the point comes within 1 of a goal';
    case 'navigation':
      return spec.ending === 'time-limit'
        ? 'never before its time'
        : 'the goal is reached, or an obstacle touched';
    case 'highway':
      return 'the car touches another or leaves the road';
    case 'mujoco':
      return {
        'InvertedPendulum-v5': 'the pole leans over 0.2 rad',
        'Reacher-v5': 'never before its time',
        'Hopper-v5': 'the hopper falls',
        'HalfCheetah-v5': 'never before its time',
      }[spec.id];
    default:
      return 'never before its time';
  }
}

/** What is worth knowing before recording in a continuous environment. */
export const continuousFacts = (spec: ContinuousSpec, environment: Simulation): Fact[] => [
  { label: 'Kind', value: kindText(spec, null) },
  { label: 'Observation', value: spaceText(environment.observationSpace) },
  { label: 'Action', value: spaceText(environment.actionSpace) },
  { label: 'Rate', value: `${showNumber(environment.rate)} steps a second` },
  {
    label: 'Time limit',
    value: `${showCount(environment.dynamics.maxSteps)} steps, ${showNumber(environment.dynamics.maxSteps / environment.rate)} s`,
  },
  { label: 'Ends when', value: endsWhen(spec) },
  { label: 'True reward', value: 'known' },
  {
    label: 'Experts',
    value: expertsOf(spec)
      .map(({ name }) => name)
      .join(', '),
  },
];
