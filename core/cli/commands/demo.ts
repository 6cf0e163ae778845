import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LabError } from '../../base/errors.ts';
import { type Command, UsageError } from '../command.ts';
import { demonstrate } from '../demo/demonstrate.ts';
import { summary } from '../demo/summary.ts';
import { withLab } from '../lab/with-lab.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'Show the whole loop without a window: record, infer, solve, compare, report.',
  usage: '[--out FOLDER] [--episodes N] [--seed N]',
  help: `
Records demonstrations of a scripted expert in a windy gridworld into a new lab file, infers the reward behind them,
solves for its soft-optimal policy, compares both with the truth, and writes a report with pictures.

  --out FOLDER   where the lab file and the report go (left out: apprentice-demo)
  --episodes N   how many demonstrations (left out: 40)
  --seed N       the same seed gives the same numbers (left out: 1)
`,
  options: { out: { type: 'string' }, episodes: { type: 'string' }, seed: { type: 'string' } },
  positionals: { least: 0, most: 0 },
  async run(given, io) {
    const episodes = given.number('episodes') ?? 40;
    if (!Number.isInteger(episodes) || episodes < 2 || episodes > 10_000)
      throw new UsageError('--episodes is a whole number from 2 to 10000.');
    const seed = given.number('seed') ?? 1;
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
      throw new UsageError('--seed is a whole number from 0 to 4294967295.');
    const folder = resolve(given.text('out') ?? 'apprentice-demo');
    const { lab, report } = freshNames(folder);
    const shown = await withLab({ lab, mode: 'create' }, (host) => demonstrate(host, { episodes, seed }, io));
    writeFileSync(report, shown.html);
    io.out(
      given.json
        ? `${JSON.stringify({ lab, report, comparison: plain(shown.comparison), diagnostics: shown.inference.diagnostics })}\n`
        : `${summary(shown)}\nLab file  ${lab}\nReport    ${report}\n`,
    );
    return 0;
  },
};

/** A lab file and a report that are not there yet: an earlier demo's are kept. */
function freshNames(folder: string): { lab: string; report: string } {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new LabError('InvalidInput', `The folder ${folder} cannot be made.`, {
      where: '--out',
      cause: error,
    });
  }
  for (let n = 1; ; n++) {
    const name = join(folder, n === 1 ? 'demo' : `demo-${n}`);
    if (!existsSync(`${name}.lab`) && !existsSync(`${name}.html`))
      return { lab: `${name}.lab`, report: `${name}.html` };
  }
}

/** Typed arrays as plain ones. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part,
    ),
  );
}
