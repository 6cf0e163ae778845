import { asLabError, type LabErrorData } from '../../base/errors.ts';
import { type Core, defaultWorkers, openCore } from '../core/index.ts';
import type { MessagePortLike } from './message-port.ts';
import { portHandler } from './serve-port.ts';

/** What the main process asks of the core process. */
export type CoreRequest =
  /** Comes with one port: a page's connection. */
  | { readonly type: 'apprentice:connect' }
  /** Copies the lab file as it stands; runs go on. Answered with `apprentice:copied`. */
  | { readonly type: 'apprentice:copy'; readonly path: string }
  /** Stops runs after a last checkpoint, gives the file back, and ends. */
  | { readonly type: 'apprentice:stop' };

/** What the core process says to the main process. */
export type CoreReply =
  | { readonly type: 'apprentice:ready'; readonly labPath: string }
  | { readonly type: 'apprentice:failed'; readonly error: LabErrorData }
  /** The copy asked for is there, or why it is not. */
  | { readonly type: 'apprentice:copied'; readonly path: string; readonly error: LabErrorData | null };

/** Whether a message of the main process is one of ours. */
export function isCoreRequest(message: unknown): message is CoreRequest {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'apprentice:copy') return 'path' in message && typeof message.path === 'string';
  return message.type === 'apprentice:connect' || message.type === 'apprentice:stop';
}

/** The lab file that the arguments name (`--lab FILE`); null for the sample lab. */
export function labArgument(args: readonly string[]): string | null {
  const at = args.indexOf('--lab');
  return at < 0 ? null : (args[at + 1] ?? null);
}

export interface CoreProcessOptions {
  /** The path of the lab to open; may take its time (the sample lab is made at a first start). */
  readonly labPath: () => Promise<string>;
  /** Sends an answer to the main process. */
  readonly reply: (reply: CoreReply) => void;
  /** Called when everything is closed: ends the process. */
  readonly ended: () => void;
}

/**
 * The life of the core process, apart from Electron: it opens one lab, serves ports, and stops when asked. Ports that
 * arrive before the lab is open wait for it; ports that can never be served are closed, so that their calls are
 * rejected on the other side.
 */
export class CoreProcess {
  readonly #options: CoreProcessOptions;
  readonly #opening: Promise<Core>;

  constructor(options: CoreProcessOptions) {
    this.#options = options;
    this.#opening = this.#open();
    this.#opening.catch((thrown: unknown) =>
      options.reply({ type: 'apprentice:failed', error: asLabError(thrown).toData() }),
    );
  }

  /** Handles a message with the ports that came with it. Resolves when it is dealt with; never rejects. */
  async handle(message: unknown, ports: readonly MessagePortLike[]): Promise<void> {
    if (isCoreRequest(message) && message.type === 'apprentice:stop') return this.close();
    const core = isCoreRequest(message) ? await this.#opening.catch(() => null) : null;
    if (core === null) {
      for (const port of ports) port.close();
      return;
    }
    if (isCoreRequest(message) && message.type === 'apprentice:copy') this.#copy(core, message.path);
    const serve = portHandler(core.router);
    for (const port of ports) serve(port);
  }

  /** Closes the lab and ends. Safe before it has opened, when opening failed, and twice. */
  async close(): Promise<void> {
    try {
      const core = await this.#opening.catch(() => null);
      await core?.close();
    } catch (thrown) {
      this.#options.reply({ type: 'apprentice:failed', error: asLabError(thrown).toData() });
    } finally {
      this.#options.ended();
    }
  }

  #copy(core: Core, path: string): void {
    let error: LabErrorData | null = null;
    try {
      core.services.lab.copyTo(path);
    } catch (thrown) {
      error = asLabError(thrown).toData();
    }
    this.#options.reply({ type: 'apprentice:copied', path, error });
  }

  async #open(): Promise<Core> {
    const labPath = await this.#options.labPath();
    const core = openCore({
      labPath,
      mode: 'open-or-create',
      host: 'electron',
      workers: defaultWorkers(),
      queued: 'start',
      now: Date.now,
    });
    this.#options.reply({ type: 'apprentice:ready', labPath });
    return core;
  }
}
