/** Where the window is: `#/infer?run=run_1`. Back and forward work; each screen returns to where it was left. */
import { isString, isStringRecord, memory } from './memory.ts';

export const screenIds = [
  'environments',
  'record',
  'demonstrations',
  'infer',
  'rewards',
  'replay',
  'compare',
  'explorer',
] as const;
export type ScreenId = (typeof screenIds)[number];
export type Params = Readonly<Record<string, string>>;

export interface Place {
  readonly screen: ScreenId;
  readonly params: Params;
}

const home: Place = { screen: 'environments', params: {} };

/** The place that a hash names; anything unknown is home. */
export function parseHash(hash: string): Place {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const screen = screenIds.find((id) => id === path);
  return screen ? { screen, params: Object.fromEntries(new URLSearchParams(query)) } : home;
}

export function formatHash({ screen, params }: Place): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

export class Navigation {
  #place = $state.raw<Place>(home);
  #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.#place = parseHash(window.location.hash);
    window.addEventListener('hashchange', () => this.#arrive());
  }

  get screen(): ScreenId {
    return this.#place.screen;
  }

  get params(): Params {
    return this.#place.params;
  }

  /** A parameter of the place, e.g. the id of the selected run. */
  param(name: string): string | null {
    return this.#place.params[name] ?? null;
  }

  /** Goes to a screen, with exactly these parameters. */
  go(screen: ScreenId, params: Params = {}): void {
    this.#window.location.hash = formatHash({ screen, params });
    this.#arrive();
  }

  /** Goes to a screen as it was left. */
  open(screen: ScreenId): void {
    this.go(screen, this.#left(screen));
  }

  /** The link to a screen as it was left, or with these parameters. */
  href(screen: ScreenId, params: Params | null = null): string {
    return formatHash({ screen, params: params ?? this.#left(screen) });
  }

  /** Changes parameters of this place without a step in the history; null takes one away. */
  set(changes: Readonly<Record<string, string | null>>): void {
    const params = Object.fromEntries(
      Object.entries({ ...this.#place.params, ...changes }).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    );
    this.#window.history.replaceState(null, '', formatHash({ screen: this.screen, params }));
    this.#arrive();
  }

  /** After a start without an address of its own: where the window was when it was closed. */
  restore(): void {
    if (this.#window.location.hash.length > 2) return;
    const hash = memory.get('place', '', isString);
    if (hash) this.#window.history.replaceState(null, '', hash);
    this.#arrive();
  }

  #left(screen: ScreenId): Params {
    return screen === this.screen ? this.params : memory.get(`screen:${screen}`, {}, isStringRecord);
  }

  #arrive(): void {
    const place = parseHash(this.#window.location.hash);
    if (formatHash(place) === formatHash(this.#place)) return;
    this.#place = place;
    memory.set('place', formatHash(place));
    memory.set(`screen:${place.screen}`, place.params);
  }
}

export const navigation = new Navigation(window);
