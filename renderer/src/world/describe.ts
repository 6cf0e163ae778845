/** A world and its states in words: for the line at the cursor and for screen readers. */
import type { FiniteWorld } from '../../../core/mdp/world.ts';
import { figure, percent } from './format.ts';
import type { ActionShare, AgentMark, HeatLayer, PolicyLayer } from './types.ts';

/** Size, kind, marks and wind of a world in a few sentences. */
export function describeWorld(world: FiniteWorld): string {
  const { mdp, layout, actions } = world;
  const first = layout
    ? `Grid of ${layout.rows} rows and ${layout.columns} columns with ${mdp.stateCount} open cells.`
    : `Graph of ${mdp.stateCount} states.`;
  const sentences = [first, `Actions: ${actions.map((action) => action.name).join(', ')}.`];
  if (layout) {
    const goals = layout.marks.filter((mark) => mark.kind === 'goal');
    if (goals.length > 0 && goals.length <= 6)
      sentences.push(`Goals at ${goals.map((mark) => cellWords(layout.columns, mark.cell)).join('; ')}.`);
    const windy = Array.from(layout.wind).filter((wind) => wind !== 0).length;
    if (windy > 0) sentences.push(`Wind blows in ${windy} column${windy === 1 ? '' : 's'}.`);
  }
  return sentences.join(' ');
}

const cellWords = (columns: number, cell: number) =>
  `row ${Math.floor(cell / columns) + 1}, column ${(cell % columns) + 1}`;

/** Probabilities of the actions in a state, greatest first. */
export function actionShares(world: FiniteWorld, policy: PolicyLayer, state: number): ActionShare[] {
  const { actionCount } = world.mdp;
  return world.actions
    .map((action, a) => ({
      action: a,
      name: action.name,
      probability: policy.probabilities[policy.offset + state * actionCount + a],
    }))
    .sort((a, b) => b.probability - a.probability);
}

/** `right 71 %, up 20 %, others 9 %`: the actions that matter, in words. */
export function sharesInWords(shares: readonly ActionShare[], most: number): string {
  const shown = shares.slice(0, most).filter((share, i) => i === 0 || share.probability >= 0.005);
  const rest = 1 - shown.reduce((sum, share) => sum + share.probability, 0);
  const words = shown.map((share) => `${share.name} ${percent(share.probability)}`);
  if (rest >= 0.005) words.push(`others ${percent(rest)}`);
  return words.join(', ');
}

export interface StateLines {
  /** Where: the state's name. */
  readonly name: string;
  /** What lies there: terrain and marks; empty when nothing does. */
  readonly ground: string;
  /** Value of the heat layer, null without one. */
  readonly value: { readonly label: string; readonly text: string } | null;
  /** Action probabilities in words, null without a policy or in a terminal state. */
  readonly policy: string | null;
  /** Who is here. */
  readonly here: readonly string[];
}

/** Everything the readout says about a state. */
export function describeState(
  world: FiniteWorld,
  state: number,
  layers: {
    readonly heat: HeatLayer | null;
    readonly policy: PolicyLayer | null;
    readonly agents: readonly AgentMark[];
  },
): StateLines {
  const { layout, mdp } = world;
  const ground: string[] = [];
  if (layout) {
    const cell = layout.cellOfState[state];
    const terrain = layout.terrains[layout.terrainOfCell[cell]];
    if (terrain) ground.push(terrain.name);
    for (const mark of layout.marks) if (mark.cell === cell) ground.push(mark.label);
    const wind = layout.wind[cell % layout.columns];
    if (wind !== 0) ground.push(`wind ${wind > 0 ? 'up' : 'down'} ${Math.abs(wind)}`);
  }
  const ends = mdp.terminal[state] === 1;
  if (ends && !ground.some((text) => text.includes('ends'))) ground.push('the episode ends here');
  return {
    name: world.stateNames[state] ?? `state ${state}`,
    ground: ground.join(', '),
    value: layers.heat ? { label: layers.heat.label, text: figure(layers.heat.values[state]) } : null,
    policy: layers.policy && !ends ? sharesInWords(actionShares(world, layers.policy, state), 4) : null,
    here: layers.agents.filter((agent) => agent.state === state).map((agent) => agent.label),
  };
}
