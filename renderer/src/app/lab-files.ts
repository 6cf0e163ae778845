/** Opening and making lab files; only the desktop shell can. */
import { toasts } from '../ui/toasts.svelte.ts';
import { type Desktop, desktop } from './desktop.ts';

async function choose(ask: (shell: Desktop) => Promise<string | null>): Promise<void> {
  if (!desktop) return;
  try {
    const path = await ask(desktop);
    if (path) await desktop.openLab(path);
  } catch (thrown) {
    toasts.error(thrown);
  }
}

export const openLab = (): Promise<void> => choose((shell) => shell.openLabDialog());
export const newLab = (): Promise<void> => choose((shell) => shell.saveLabDialog());
export const openRecent = (path: string): Promise<void> => choose(async () => path);
