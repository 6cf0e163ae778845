import { asLabError, LabError, type LabErrorData } from '../../base/errors.ts';
import { type Core, defaultWorkers, openCore } from '../core/index.ts';
import type { MessagePortLike } from './message-port.ts';
import { portHandler } from './serve-port.ts';

/** What the main process asks. */
export type CoreRequest =
  /** Opens a lab file (made when missing); once per process. */
  | { readonly type: 'open'; readonly labPath: string }
  /** Comes with one port: a page's connection. */
  | { readonly type: 'port' }
  /** Stops runs after a last checkpoint and gives the file back; answered by `closed`. */
  | { readonly type: 'close' };

/** What the core process answers. */
export type CoreReply =
  | { readonly type: 'ready'; readonly labPath: string }
  | { readonly type: 'failed'; readonly error: LabErrorData }
  | { readonly type: 'closed' };

/** Whether a message of the main process is one of ours. */
export function isCoreRequest(message: unknown): message is CoreRequest {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'open') return 'labPath' in message && typeof message.labPath === 'string';
  return message.type === 'port' || message.type === 'close';
}

/**
 * The life of the core process, apart from Electron: `open` once, then ports, then `close`. Ports that arrive before
 * the lab is open wait for it; ports that can never be served are closed, so that their calls are rejected.
 */
export class CoreProcess {
  readonly #reply: (reply: CoreReply) => void;
  readonly #ensureSample: () => Promise<string>;
  #opening: Promise<Core> | null = null;

  /**
   * @param reply sends an answer to the main process
   * @param ensureSample the path of the sample lab, made when missing; asked for by `open` with an empty path
   */
  constructor(reply: (reply: CoreReply) => void, ensureSample: () => Promise<string>) {
    this.#reply = reply;
    this.#ensureSample = ensureSample;
  }

  /** Handles a message with the ports that came with it. Resolves when it is dealt with; never rejects. */
  async handle(message: unknown, ports: readonly MessagePortLike[]): Promise<void> {
    if (!isCoreRequest(message)) {
      for (const port of ports) port.close();
      return;
    }
    if (message.type === 'open') await this.#open(message.labPath);
    else if (message.type === 'port') await this.#serve(ports);
    else await this.close();
  }

  async #open(asked: string): Promise<void> {
    if (this.#opening !== null) {
      this.#failed(new LabError('Conflict', 'This core process has a lab file open already.'));
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<Core>();
    this.#opening = promise;
    promise.catch(() => {}); // reported below; ports that wait for it handle it themselves
    try {
      const labPath = asked === '' ? await this.#ensureSample() : asked;
      const core = openCore({
        labPath,
        mode: 'open-or-create',
        host: 'electron',
        workers: defaultWorkers(),
        queued: 'start',
        now: Date.now,
      });
      resolve(core);
      this.#reply({ type: 'ready', labPath });
    } catch (thrown) {
      reject(thrown);
      this.#failed(thrown);
    }
  }

  async #serve(ports: readonly MessagePortLike[]): Promise<void> {
    try {
      if (this.#opening === null) throw new LabError('Conflict', 'No lab file has been opened.');
      const { router } = await this.#opening;
      const serve = portHandler(router);
      for (const port of ports) serve(port);
    } catch {
      // The main process knows why from `failed`; a closed port tells the page.
      for (const port of ports) port.close();
    }
  }

  /** Closes the lab and says so. Closing twice, or before anything was opened, is harmless. */
  async close(): Promise<void> {
    try {
      const core = await this.#opening?.catch(() => null);
      await core?.close();
      this.#reply({ type: 'closed' });
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  #failed(thrown: unknown): void {
    this.#reply({ type: 'failed', error: asLabError(thrown).toData() });
  }
}
