/** Where the window was, and where it may be on the screens there are now. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Null: the system places the window. */
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

export const smallest = { width: 960, height: 640 };
export const firstWindow: WindowState = { position: null, width: 1440, height: 900, maximised: false };

/** Reads a stored state; anything that is not one gives the first window. */
export function parseWindowState(text: string | null): WindowState {
  if (text === null) return firstWindow;
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return firstWindow;
  }
  if (typeof stored !== 'object' || stored === null) return firstWindow;
  const { position, width, height, maximised } = stored as Record<string, unknown>;
  if (!isSize(width) || !isSize(height)) return firstWindow;
  return { position: parsePosition(position), width, height, maximised: maximised === true };
}

/**
 * Fits a state to the work areas of the screens there are: at least its title bar lies on one of them, and it is no
 * larger than that one; else the system places it.
 */
export function fitToScreens(state: WindowState, screens: readonly Bounds[]): WindowState {
  const { position } = state;
  const home = position === null ? undefined : screens.find((screen) => holdsTitleBar(screen, position));
  const room = home ?? screens[0];
  return {
    ...state,
    position: home === undefined ? null : position,
    width: Math.max(smallest.width, Math.min(state.width, room?.width ?? state.width)),
    height: Math.max(smallest.height, Math.min(state.height, room?.height ?? state.height)),
  };
}

/** Enough of the title bar to take hold of: 100 by 20 pixels. */
function holdsTitleBar(screen: Bounds, { x, y }: { x: number; y: number }): boolean {
  return (
    x + 100 <= screen.x + screen.width &&
    x >= screen.x - 100 &&
    y >= screen.y &&
    y + 20 <= screen.y + screen.height
  );
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 100 && value <= 20_000;
}

function parsePosition(value: unknown): WindowState['position'] {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y } = value as Record<string, unknown>;
  return Number.isInteger(x) && Number.isInteger(y) ? { x: x as number, y: y as number } : null;
}
