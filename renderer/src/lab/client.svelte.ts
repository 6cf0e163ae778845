/** The one client of the page. It outlives connections: calls made while none is up fail with `BackendGone`. */
import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import { fromWire } from '../../../core/contract/errors.ts';
import type { LabClient } from '../../../core/contract/index.ts';
import { backendGone, type OpenWire, type Wire } from './wire.ts';

/** Procedures that change nothing in the lab file; anything else counts as saving. */
const reading = new Set(
  'info events check readState writeState list get unfinished steps paths metrics reward policy compute export'.split(
    ' ',
  ),
);

export class Connection {
  /** connecting: the first or another try is under way; lost: no try is under way. */
  status = $state<'connecting' | 'open' | 'lost'>('connecting');
  /** Why the connection was lost, in a sentence, where somebody knows. */
  reason = $state<string | null>(null);
  /** Calls under way that change the lab file. */
  saving = $state(0);
  readonly client: LabClient;
  #open: OpenWire;
  #wire: Wire | null = null;
  #gone: Promise<never> = new Promise(() => {});
  #drop: () => void = () => {};
  #onOpen: () => void = () => {};

  constructor(open: OpenWire) {
    this.#open = open;
    const link: ClientLink<ClientContext> = {
      call: (path, input, options) => this.#call(path, input, options),
    };
    this.client = createORPCClient<LabClient>(link);
  }

  /** Called after each successful connection. */
  onOpen(handler: () => void): void {
    this.#onOpen = handler;
  }

  /** Opens a connection; fails quietly into `lost`. */
  async connect(): Promise<void> {
    this.status = 'connecting';
    try {
      const wire = await this.#open();
      this.#wire = wire;
      const dropped = new Promise<void>((done) => {
        this.#drop = done;
      });
      this.#gone = Promise.race([wire.closed, dropped]).then(() => {
        throw backendGone();
      });
      this.#gone.catch(() => {
        if (this.#wire !== wire) return;
        this.#wire = null;
        this.status = 'lost';
      });
      this.reason = null;
      this.status = 'open';
      this.#onOpen();
    } catch {
      this.status = 'lost';
    }
  }

  /** The other end is known to be gone, whatever the wire says. */
  drop(reason: string): void {
    this.reason = reason;
    this.#drop();
  }

  /** Sends plain data (state proxies unwrapped here and only here); whatever fails, fails as a `LabError`. */
  async #call(
    path: readonly string[],
    input: unknown,
    options: Parameters<ClientLink<ClientContext>['call']>[2],
  ): Promise<unknown> {
    if (!this.#wire) throw backendGone();
    const writes = !reading.has(path[path.length - 1]);
    if (writes) this.saving++;
    try {
      const answer = this.#wire.link.call(path, $state.snapshot(input), options);
      // After a lost connection the race is decided; what the dead call says later concerns nobody.
      answer.catch(() => {});
      return await Promise.race([answer, this.#gone]);
    } catch (thrown) {
      throw fromWire(thrown);
    } finally {
      if (writes) this.saving--;
    }
  }
}
