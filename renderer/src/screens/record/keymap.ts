/** Which key takes which action. Keys are `KeyboardEvent.code`s: places on the keyboard, whatever is printed on them. */
import type { ActionInfo } from '../../../../core/mdp/world.ts';

/** Codes by action index. */
export type KeyMap = readonly (readonly string[])[];

/** Keys that the screen itself needs. */
export const reservedKeys: readonly string[] = ['Enter', 'NumpadEnter', 'Backspace', 'KeyR', 'Escape', 'Tab'];

/** The keys a world proposes; actions without any get the digits in order. */
export function defaultKeys(actions: readonly ActionInfo[]): KeyMap {
  return actions.map((action, i) => {
    const proposed = action.keys.filter((code) => !reservedKeys.includes(code));
    if (proposed.length > 0) return proposed;
    return i < 9 ? [`Digit${i + 1}`] : [];
  });
}

/** The action of a key, -1 when it has none. */
export const actionOf = (keys: KeyMap, code: string): number =>
  keys.findIndex((codes) => codes.includes(code));

/** Gives a key to an action, as its first; whoever had it loses it. Reserved keys stay what they are. */
export function rebind(keys: KeyMap, action: number, code: string): KeyMap {
  if (reservedKeys.includes(code)) return keys;
  return keys.map((codes, i) => {
    const others = codes.filter((other) => other !== code);
    return i === action ? [code, ...others.slice(1)] : others;
  });
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowRight: '→',
  ArrowDown: '↓',
  ArrowLeft: '←',
  Space: 'Space',
  Period: '.',
  Comma: ',',
  Slash: '/',
  Semicolon: ';',
  Minus: '-',
  Equal: '=',
};

/** What is written on a key. */
export function keyLabel(code: string): string {
  return signs[code] ?? code.replace(/^(Key|Digit)/, '').replace(/^Numpad/, 'Num ');
}

/** The action that moves in a direction, -1 when none does. */
export const actionTowards = (actions: readonly ActionInfo[], x: number, y: number): number =>
  actions.findIndex(({ direction }) => direction?.x === x && direction.y === y);

export interface CapPlace {
  readonly column: number;
  readonly row: number;
  /** Columns it is wide. */
  readonly span: number;
}

/**
 * Where the caps lie: four moves as the arrow keys do, a stay as a bar below them, eight moves around the middle. Null
 * when the actions are no moves.
 */
export function capPlaces(actions: readonly ActionInfo[]): readonly CapPlace[] | null {
  if (actions.length > 9 || !actions.every((action) => action.direction)) return null;
  const diagonal = actions.some(({ direction }) => direction!.x !== 0 && direction!.y !== 0);
  return actions.map(({ direction }) => {
    const { x, y } = direction!;
    if (diagonal) return { column: 2 + x, row: 2 + y, span: 1 };
    if (x === 0 && y === 0) return { column: 1, row: 3, span: 3 };
    return { column: 2 + x, row: y < 0 ? 1 : 2, span: 1 };
  });
}
