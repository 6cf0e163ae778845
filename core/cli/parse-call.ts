import { parseArgs } from 'node:util';
import { type Command, type Given, UsageError } from './command.ts';

/** Parses what follows the command's name. `null` asks for help. */
export function parseCall(command: Command, argv: readonly string[]): Given | null {
  const parsed = parse(command, argv);
  if (parsed.values.help === true) return null;
  const { least, most } = command.positionals;
  const count = parsed.positionals.length;
  if (count < least)
    throw new UsageError(`Something is missing: apprentice ${command.name} ${command.usage}`);
  if (count > most) throw new UsageError(`"${parsed.positionals[most]}" is one argument too many.`);
  const text = (option: string): string | null => {
    const value = parsed.values[option];
    return typeof value === 'string' ? value : null;
  };
  return {
    positionals: parsed.positionals,
    json: parsed.values.json === true,
    text,
    flag: (option) => parsed.values[option] === true,
    number: (option) => numberOf(option, text(option)),
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(command: Command, argv: readonly string[]): Parsed {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      strict: true,
      options: {
        ...command.options,
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function numberOf(option: string, text: string | null): number | null {
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`--${option} takes a number, not "${text}".`);
  return value;
}

/** What --help prints. */
export function helpOf(command: Command): string {
  return [
    `apprentice ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    '',
    command.help.trim(),
    '',
    'Every command takes --json (machine-readable output) and --help. Exit codes: 0 done, 1 failed, 2 wrong call.',
    '',
  ].join('\n');
}
