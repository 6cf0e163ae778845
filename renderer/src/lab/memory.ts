/**
 * Small state of the window that outlives it: last screen, selections, panel sizes. Read synchronously, written to
 * the lab file a moment after the last change.
 */

const writeDelay = 400;

export class Memory {
  #values = new Map<string, unknown>();
  #dirty = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #write: ((key: string, json: string) => Promise<unknown>) | null = null;

  /** Takes over what the lab file remembers, and from now on writes changes with `write`. */
  attach(
    stored: Readonly<Record<string, string>>,
    write: (key: string, json: string) => Promise<unknown>,
  ): void {
    for (const [key, json] of Object.entries(stored)) {
      if (this.#dirty.has(key)) continue;
      try {
        this.#values.set(key, JSON.parse(json));
      } catch {
        // Written by a hand or another version: the default serves.
        this.#values.delete(key);
      }
    }
    this.#write = write;
    if (this.#dirty.size > 0) this.#later();
  }

  /** The remembered value if `accepts` knows it, else the default. */
  get<T>(key: string, fallback: T, accepts: (value: unknown) => value is T): T {
    const value = this.#values.get(key);
    return accepts(value) ? value : fallback;
  }

  set(key: string, value: unknown): void {
    if (JSON.stringify(this.#values.get(key)) === JSON.stringify(value)) return;
    this.#values.set(key, value);
    this.#dirty.add(key);
    this.#later();
  }

  /** Writes what is waiting now; for the end of the page. */
  flush(): void {
    clearTimeout(this.#timer);
    const write = this.#write;
    if (!write) return;
    const keys = [...this.#dirty];
    this.#dirty.clear();
    for (const key of keys)
      write(key, JSON.stringify(this.#values.get(key) ?? null)).catch(() => {
        // The connection is gone: try again once it is back.
        this.#dirty.add(key);
      });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), writeDelay);
  }
}

/** The window's memory. */
export const memory = new Memory();

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isStringRecord = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isString);
