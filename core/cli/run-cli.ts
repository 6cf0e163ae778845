import { asLabError, type LabError } from '../base/errors.ts';
import { type Io, UsageError } from './command.ts';
import { helpOf, parseCall } from './parse-call.ts';
import { commands } from './registry.ts';

/** Exit codes. */
export const ok = 0;
export const failed = 1;
export const usage = 2;

/** Runs one call of the command line; answers its exit code and never throws. */
export async function runCli(argv: readonly string[], io: Io, version: string): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.err : io.out)(overview());
    return name === undefined ? usage : ok;
  }
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return ok;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    io.err(`There is no command "${name}". ${hint('apprentice')}`);
    return usage;
  }
  const asksJson = rest.includes('--json');
  try {
    const command = await entry.load();
    const given = parseCall(command, rest);
    if (given === null) {
      io.out(helpOf(command));
      return ok;
    }
    return await command.run(given, io);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      io.err(`${thrown.message}\n${hint(`apprentice ${name}`)}`);
      return usage;
    }
    io.err(describe(asLabError(thrown), asksJson));
    return failed;
  }
}

const hint = (call: string) => `Try "${call} --help".\n`;

/** A failure for a person, or as one line of JSON. */
export function describe(error: LabError, json: boolean): string {
  if (json) return `${JSON.stringify({ error: error.toData() })}\n`;
  const where = error.where === null ? '' : `${error.where}: `;
  const more = [error.kept, error.remedy].filter((sentence) => sentence !== null);
  return `${[`${where}${error.message}`, ...more].join('\n')}\n`;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `apprentice COMMAND [arguments]

A lab for imitation and inverse reinforcement learning.

${lines.join('\n')}

"apprentice COMMAND --help" says more. Exit codes: 0 done, 1 failed, 2 wrong call.
`;
}
