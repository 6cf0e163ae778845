import { type Command, UsageError } from '../command.ts';
import { inferJson } from '../infer/infer-json.ts';
import { withOverrides } from '../json/overrides.ts';
import { pickCase, readJson } from '../json/read-json.ts';

export const infer: Command = {
  name: 'infer',
  summary: 'Recover the reward behind demonstrations given as JSON.',
  usage: 'FILE [--case N] [--model causal|posterior] [--objective likelihood|feature-matching] [--l2 X]',
  help: `
Maximum-entropy inverse reinforcement learning: the weights w of a reward r(s) = stateFeatures[s] . w.

FILE is JSON ("-" reads standard input), as for "apprentice solve" without reward, prior and backup, and with:
  stateFeatures   [S][F]
  demonstrations  [[[s, a], ...], ...]; each state must be able to follow the pair before it
  horizon         as many steps as are planned for; or gamma below 1, to plan for ever
  l2              penalty l2/2 |w|^2 (left out: 0)
  model           "causal" or "posterior" (left out: causal)
  objective       "likelihood" or "feature-matching" (left out: likelihood)
  weights         [F] to evaluate; then nothing is optimised
  gradientTolerance, maxIterations   when to stop (left out: 1e-8, 2000)

Prints JSON: weights, logLikelihood (mean per demonstration), penalisedLogLikelihood, gradient (of the objective
without its penalty), featureDifference (demonstrated minus expected), featureGap (its length), iterations, converged, and remarks: sentences
about a likelihood that has no maximum, which then is not converged.

  --case N        take case N of a file with a list "cases"
  --model, --objective, --l2   replace the file's own
`,
  options: {
    case: { type: 'string' },
    model: { type: 'string' },
    objective: { type: 'string' },
    l2: { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const model = oneOf(given.text('model'), 'model', ['causal', 'posterior']);
    const objective = oneOf(given.text('objective'), 'objective', ['likelihood', 'feature-matching']);
    const l2 = given.number('l2');
    const chosen = given.number('case');
    const json = pickCase(await readJson(given.positionals[0]!, io), chosen);
    const input = withOverrides(json, { model, objective, l2 });
    io.out(`${JSON.stringify(inferJson(input))}\n`);
    return 0;
  },
};

function oneOf(text: string | null, option: string, choices: readonly string[]): string | null {
  if (text === null || choices.includes(text)) return text;
  throw new UsageError(`--${option} is one of ${choices.join(', ')}.`);
}
