import type { Command } from '../command.ts';
import { withOverrides } from '../json/overrides.ts';
import { pickCase, readJson } from '../json/read-json.ts';
import { environmentIds } from '../simulate/environment-of.ts';
import { simulateJson } from '../simulate/simulate-json.ts';

const idLines = (ids: readonly string[]): string => {
  const lines: string[] = [];
  for (const id of ids) {
    const last = lines.at(-1);
    if (last === undefined || last.length + id.length > 108) lines.push(`  ${id}`);
    else lines[lines.length - 1] = `${last}, ${id}`;
  }
  return lines.join('\n');
};

export const simulate: Command = {
  name: 'simulate',
  summary: 'Step an environment through actions given as JSON.',
  usage: 'FILE [--case N] [--seed N]',
  help: `
FILE is JSON ("-" reads standard input):
  environment   an id (below), or a spec: {"kind": "navigation", "obstacles": [...], ...}
  actions       [[...], ...], or [a, ...] where an action is one number; an index where actions are discrete
  state         [...] where to start (left out: drawn by the seed)
  states        instead of state: start at the first of these, as a recording has them
  seed          of the start and of all that is random in the steps (left out: 0)

Prints JSON: observations[t] and states[t], the first before any action; rewards[t], terminated[t], truncated[t] after
each action; steps; actionsLeft, how many actions came after the end of the episode and were not taken.
Observations are float32, states float64. Actions are rounded to float32, as recordings keep them; those beyond a
bounded box are clipped as the environment says. terminated: the task ended. truncated: the time limit cut it.

Kinds of specs: classic-control (id), mujoco (id), linear-quadratic (A, B, stateCost, actionCost,
processNoiseCovariance), four-goals, navigation, reach, peg-insertion, highway; and those of finite worlds (gridworld,
published, objectworld, random, explicit), whose state and action are indices. Ids:
${idLines(environmentIds)}

  --case N      take case N of a file with a list "cases"
  --seed N      replace the file's own
`,
  options: { case: { type: 'string' }, seed: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const overrides = { seed: given.number('seed') };
    const json = pickCase(await readJson(given.positionals[0]!, io), given.number('case'));
    io.out(`${JSON.stringify(await simulateJson(withOverrides(json, overrides)))}\n`);
    return 0;
  },
};
