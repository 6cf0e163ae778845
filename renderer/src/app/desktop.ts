/** The desktop shell, when the page runs in one: menus, dialogs, and the way to start the core process anew. */
import type { ScreenId } from '../lab/navigation.svelte.ts';

export interface RecentLab {
  readonly path: string;
  readonly name: string;
}

/** What the native menu asks of the page. */
export type MenuCommand =
  | { readonly type: 'go'; readonly screen: ScreenId }
  | { readonly type: 'show-shortcuts' }
  | { readonly type: 'show-palette' }
  | { readonly type: 'toggle-theme' };

/** How the core process is. */
export type CoreState =
  | { readonly phase: 'starting' | 'ready' | 'stopping' }
  | { readonly phase: 'exited'; readonly reason: string; readonly mayRestart: boolean };

export interface Desktop {
  readonly platform: string;
  openLabDialog(): Promise<string | null>;
  saveLabDialog(): Promise<string | null>;
  recentLabs(): Promise<readonly RecentLab[]>;
  openLab(path: string): Promise<void>;
  restartCore(): Promise<void>;
  onCoreState(callback: (state: CoreState) => void): () => void;
  onMenu(callback: (command: MenuCommand) => void): () => void;
}

/** Null in a browser. */
export const desktop: Desktop | null = (window as { apprentice?: Desktop }).apprentice ?? null;
