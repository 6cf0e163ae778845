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

/** Where the caps of four or eight moves lie around the middle; null when the actions are no moves. */
export function capPlaces(actions: readonly ActionInfo[]): readonly { column: number; row: number }[] | null {
  if (!actions.every((action) => action.direction)) return null;
  return actions.map(({ direction }) => ({ column: 2 + direction!.x, row: 2 + direction!.y }));
}
