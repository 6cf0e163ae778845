import { parseArgs } from 'node:util';
import { LabError } from '../../base/errors.ts';
import { parseDevOrigin } from './request-policy.ts';

/** What the command line of the browser host says. */
export interface BrowserArguments {
  /** The lab file; null for the sample lab of the data folder. */
  readonly labPath: string | null;
  /** The folder of the built page; null for the one beside the program. */
  readonly staticDir: string | null;
  /** A port, 0 for any free one; null for the lab's usual one. */
  readonly port: number | null;
  readonly devOrigin: string | null;
  /** How the address is announced: a sentence, or one line of JSON. */
  readonly announce: 'text' | 'json';
}

export const usage = `Usage: browser host [--lab FILE] [--static FOLDER] [--port N] [--dev-origin URL] [--json]

  --lab FILE        the lab file to open, made when it is missing (default: the sample lab)
  --static FOLDER   the built page (default: the one of this installation)
  --port N          port on 127.0.0.1; 0 for any free one (default: always the same one for a lab)
  --dev-origin URL  one more loopback origin whose page may connect, e.g. http://127.0.0.1:5173
  --json            announce the address as one line of JSON: {"url": ..., "port": ..., "lab": ...}
`;

/** Reads the command line; `InvalidInput` says what is wrong with it. */
export function parseBrowserArguments(args: readonly string[]): BrowserArguments | 'help' {
  const { values } = parsed(args);
  if (values.help) return 'help';
  const devOrigin = values['dev-origin'] === undefined ? null : parseDevOrigin(values['dev-origin']);
  if (values['dev-origin'] !== undefined && devOrigin === null)
    throw wrong('--dev-origin', 'The development origin must be http and on this machine.');
  return {
    labPath: values.lab ?? null,
    staticDir: values.static ?? null,
    port: values.port === undefined ? null : portOf(values.port),
    devOrigin,
    announce: values.json ? 'json' : 'text',
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        lab: { type: 'string' },
        static: { type: 'string' },
        port: { type: 'string' },
        'dev-origin': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw wrong('arguments', (error as Error).message);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw wrong('--port', `${text} is no port: 0 to 65535.`);
  return port;
}

const wrong = (where: string, message: string) =>
  new LabError('InvalidInput', message, { where, remedy: 'Run it with --help.' });
