import { parseArgs } from 'node:util';

/** How `npm start` was asked to start. */
export interface StartOptions {
  readonly browser: boolean;
  readonly lab: string | null;
  /** Null: the lab's usual port. */
  readonly port: number | null;
  readonly open: boolean;
}

export const startUsage = `npm start -- [FILE.lab] [--browser] [--port N] [--no-open]

  FILE.lab, --lab FILE  the lab file (left out: the sample lab)
  --browser             serve the page on this machine instead of starting the desktop app
  --port N              port of the page, with --browser (0: any free one)
  --no-open             only print the address
`;

/** Reads the arguments; a text is what is wrong with them. */
export function parseStart(args: readonly string[]): StartOptions | 'help' | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        lab: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    if (positionals.length > (values.lab === undefined ? 1 : 0))
      return { wrong: 'One lab file at a time, please.' };
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      return { wrong: `${values.port} is no port.` };
    // A port only makes sense for the page served here.
    const browser = values.browser || port !== null;
    return { browser, lab: values.lab ?? positionals[0] ?? null, port, open: !values['no-open'] };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
