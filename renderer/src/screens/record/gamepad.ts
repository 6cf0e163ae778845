/**
 * Gamepads: sticks and d-pad drive, the buttons at the right keep, discard and redo, Start pauses. Polled; the browser
 * sends no events.
 */

export type PadCommand =
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | { readonly kind: 'keep' | 'discard' | 'redo' | 'pause' };

/** Buttons of the standard layout. */
const commandOf: Readonly<Record<number, PadCommand>> = {
  0: { kind: 'keep' },
  1: { kind: 'discard' },
  2: { kind: 'redo' },
  9: { kind: 'pause' },
  12: { kind: 'move', x: 0, y: -1 },
  13: { kind: 'move', x: 0, y: 1 },
  14: { kind: 'move', x: -1, y: 0 },
  15: { kind: 'move', x: 1, y: 0 },
};

/** Commands of the buttons that went down since the last look. */
export function pressed(before: readonly boolean[], now: readonly boolean[]): PadCommand[] {
  return now.flatMap((down, i) => (down && !before[i] && commandOf[i] ? [commandOf[i]] : []));
}

/**
 * Left stick right and up, right stick right and up, each in [-1, 1]; the d-pad moves the left one to its ends.
 *
 * @param axes of the standard layout, where down is positive
 */
export function sticksOf(axes: readonly number[], buttons: readonly boolean[]): number[] {
  const pad = (negative: number, positive: number) =>
    (buttons[positive] ? 1 : 0) - (buttons[negative] ? 1 : 0);
  const [x = 0, y = 0, rightX = 0, rightY = 0] = axes;
  return [pad(14, 15) || x, pad(13, 12) || -y, rightX, -rightY];
}

/** Looks at the gamepads on every frame while one is connected; returns what stops it. */
export function watchGamepads(
  act: (command: PadCommand) => void,
  stick: (sticks: readonly number[]) => void,
): () => void {
  const held = new Map<number, boolean[]>();
  let frame = 0;
  const look = () => {
    const pads = navigator.getGamepads().filter((pad) => pad !== null);
    for (const pad of pads) {
      const now = pad.buttons.map((button) => button.pressed);
      for (const command of pressed(held.get(pad.index) ?? now, now)) act(command);
      held.set(pad.index, now);
      stick(sticksOf(pad.axes, now));
    }
    frame = pads.length > 0 ? requestAnimationFrame(look) : 0;
  };
  const connected = () => {
    if (frame === 0) look();
  };
  globalThis.addEventListener('gamepadconnected', connected);
  connected();
  return () => {
    cancelAnimationFrame(frame);
    globalThis.removeEventListener('gamepadconnected', connected);
  };
}
