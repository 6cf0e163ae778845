/**
 * Live events of the lab, fanned out to every page that listens.
 *
 * A listener that reads slowly never makes the core process hold more than a bounded amount: of each run only the
 * newest progress waits, and changes of one topic melt into one event. What is lost is only what a newer event
 * says better, so a page that refetches on `changed` always ends up right.
 */
import type { LabEvent } from '../../contract/index.ts';

/** More ids than this in one waiting event are cut to none, which means "anything of this topic may have changed". */
const maxIds = 1000;

type Changed = Extract<LabEvent, { type: 'changed' }>;

/** What waits for one listener: a map keeps the order of first arrival, one slot per topic and per run. */
class Mailbox {
  readonly #waiting = new Map<string, LabEvent>();
  #wake: (() => void) | null = null;

  put(event: LabEvent): void {
    const key = event.type === 'changed' ? `changed:${event.topic}` : `progress:${event.progress.runId}`;
    const before = this.#waiting.get(key);
    this.#waiting.set(
      key,
      before?.type === 'changed' && event.type === 'changed' ? merge(before, event) : event,
    );
    this.#wake?.();
  }

  take(): LabEvent | undefined {
    const first = this.#waiting.entries().next();
    if (first.done) return undefined;
    this.#waiting.delete(first.value[0]);
    return first.value[1];
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves when something waits, or the signal aborts. */
  arrival(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.size > 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#wake = null;
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}

function merge(before: Changed, event: Changed): Changed {
  // No ids means "anything", and stays so.
  if (before.ids.length === 0 || event.ids.length === 0) return { ...event, ids: [] };
  const ids = [...new Set([...before.ids, ...event.ids])];
  return { ...event, ids: ids.length > maxIds ? [] : ids };
}

/** The one place where events of the lab are published. */
export class LabEvents {
  readonly #mailboxes = new Set<Mailbox>();
  readonly #ended = new AbortController();

  /** Number of listeners, for tests of clean-up. */
  get listeners(): number {
    return this.#mailboxes.size;
  }

  publish(event: LabEvent): void {
    for (const mailbox of this.#mailboxes) mailbox.put(event);
  }

  /** Says that things of a topic changed; `ids` empty means any of them. */
  changed(topic: Changed['topic'], ids: readonly string[]): void {
    this.publish({ type: 'changed', topic, ids: [...ids] });
  }

  /**
   * Events from the moment of this call on; ends when the signal aborts or the core closes. Subscribing happens at
   * once, not at the first `next`, so nothing between the two is missed.
   */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<LabEvent, void, void> {
    const mailbox = new Mailbox();
    this.#mailboxes.add(mailbox);
    const ended = AbortSignal.any(signal ? [signal, this.#ended.signal] : [this.#ended.signal]);
    ended.addEventListener('abort', () => this.#mailboxes.delete(mailbox), { once: true });
    return this.#read(mailbox, ended);
  }

  async *#read(mailbox: Mailbox, ended: AbortSignal): AsyncGenerator<LabEvent, void, void> {
    try {
      while (!ended.aborted) {
        await mailbox.arrival(ended);
        for (let event = mailbox.take(); event && !ended.aborted; event = mailbox.take()) yield event;
      }
    } finally {
      this.#mailboxes.delete(mailbox);
    }
  }

  /** Ends every subscription. */
  close(): void {
    this.#ended.abort();
  }
}
