import { type Command, UsageError } from '../command.ts';
import { withOverrides } from '../json/overrides.ts';
import { pickCase, readJson } from '../json/read-json.ts';
import { solveJson } from '../solve/solve-json.ts';

export const solve: Command = {
  name: 'solve',
  summary: 'Solve a finite MDP given as JSON.',
  usage: 'FILE [--case N] [--backup causal|posterior] [--temperature X] [--gamma X] [--horizon N]',
  help: `
FILE is JSON ("-" reads standard input):
  nStates, nActions  how many
  transitions        [[s, a, s', p], ...]; the probabilities of each (s, a) sum to 1
  reward             [S] r(s), or [S][A] r(s,a)
  initial            [S] start probabilities (left out: uniform)
  terminal           [s, ...] states that end the episode on arrival (left out: none)
  horizon            plan for so many steps, or
  gamma              discount; without a horizon, plan for ever
  temperature        weight of entropy, 0 for ordinary dynamic programming (left out: 1)
  prior              null, [A] or [S][A] weights of actions (left out: weight 1 for each)
  backup             "causal" or "posterior", for finite horizons (left out: causal)

Prints JSON. Infinite horizon: Q[s][a], V[s], policy[s][a], occupancy[s] (discounted visits; null at gamma 1 where the
policy may never end), iterations, residual.
Finite horizon: Q[t][s][a], V[t][s], policy[t][s][a], marginals[t][s][a], logPartition (null for the causal backup).

  --case N           take case N of a file with a list "cases"
  --backup, --temperature, --gamma, --horizon   replace the file's own
`,
  options: {
    case: { type: 'string' },
    backup: { type: 'string' },
    temperature: { type: 'string' },
    gamma: { type: 'string' },
    horizon: { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const backup = given.text('backup');
    if (backup !== null && backup !== 'causal' && backup !== 'posterior')
      throw new UsageError('--backup is causal or posterior.');
    const overrides = {
      backup,
      temperature: given.number('temperature'),
      gamma: given.number('gamma'),
      horizon: given.number('horizon'),
    };
    const chosen = given.number('case');
    const json = pickCase(await readJson(given.positionals[0]!, io), chosen);
    const input = withOverrides(json, overrides);
    io.out(`${JSON.stringify(solveJson(input))}\n`);
    return 0;
  },
};
