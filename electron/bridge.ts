/** What the preload gives the page, and the names of the messages between preload and shell. Nothing else crosses. */
import type { MenuCommand } from './rules/menu-template.ts';

export type { MenuCommand } from './rules/menu-template.ts';

/** A lab file opened lately, newest first. */
export interface RecentLab {
  readonly path: string;
  /** File name without its folder. */
  readonly name: string;
}

/** How the core process is, as the page needs to know it. */
export type CoreState =
  | { readonly phase: 'starting' | 'ready' | 'stopping' }
  | { readonly phase: 'exited'; readonly reason: string; readonly mayRestart: boolean };

/** `window.apprentice`, present in the desktop app alone. */
export interface ApprenticeBridge {
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** Asks which lab file to open; its path, or null when the person changed their mind. */
  openLabDialog(): Promise<string | null>;
  /** Asks where to save a lab file; the path, or null. */
  saveLabDialog(): Promise<string | null>;
  recentLabs(): Promise<readonly RecentLab[]>;
  /** Opens a lab file (creating it where there is none) and reloads the page on it. */
  openLab(path: string): Promise<void>;
  /** Starts the core process anew after it died; the page gets a new port. */
  restartCore(): Promise<void>;
  /** Calls back for each menu command meant for the page; returns how to stop. */
  onMenu(callback: (command: MenuCommand) => void): () => void;
  /** Calls back when the core process changes state; returns how to stop. */
  onCoreState(callback: (state: CoreState) => void): () => void;
}

/** Channel names, in one place so that both ends agree. */
export const channels = {
  openLabDialog: 'apprentice:open-lab-dialog',
  saveLabDialog: 'apprentice:save-lab-dialog',
  recentLabs: 'apprentice:recent-labs',
  openLab: 'apprentice:open-lab',
  restartCore: 'apprentice:restart-core',
  connect: 'apprentice:connect',
  menu: 'apprentice:menu',
  coreState: 'apprentice:core-state',
  port: 'apprentice:port',
} as const;

declare global {
  interface Window {
    readonly apprentice?: ApprenticeBridge;
  }
}
