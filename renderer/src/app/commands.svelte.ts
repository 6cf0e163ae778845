/** Every action by name: what the command palette lists, the shortcut sheet shows and single keys call. */
import { untrack } from 'svelte';
import { isTyping, matchesShortcut } from '../ui/shortcut.ts';

export interface Command {
  /** Unique, e.g. `record.keep`. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and on the shortcut sheet: the screen's name, `Window`, … */
  readonly group: string;
  /** `Mod+K`, `R`, `?`; single keys act only while nobody is typing. */
  readonly shortcut?: string;
  /** More words to find it by. */
  readonly keywords?: readonly string[];
  /** Null for keys that another part handles and that are only listed (arrow keys, painting). */
  readonly run: (() => void) | null;
  readonly enabled?: () => boolean;
  /** Acts while a dialog is open too. */
  readonly always?: boolean;
}

export class Commands {
  list = $state.raw<readonly Command[]>([]);

  /** Adds commands, in place of older ones with the same ids; returns what takes them away again. */
  add(commands: readonly Command[]): () => void {
    const ids = new Set(commands.map((command) => command.id));
    this.list = [...this.list.filter((command) => !ids.has(command.id)), ...commands];
    return () => {
      this.list = this.list.filter((command) => !commands.includes(command));
    };
  }

  /** The actions that can be run now. */
  available(): Command[] {
    return this.list.filter((command) => command.run && (command.enabled?.() ?? true));
  }

  /** Runs the command of a key press, if there is one. The newest command wins. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const typing = isTyping(event.target);
    const covered = document.querySelector('dialog[open]') !== null;
    const meant = ({ shortcut, always }: Command) =>
      shortcut !== undefined &&
      matchesShortcut(event, shortcut) &&
      (always || !covered) &&
      // Letters are text there, and a text field has an undo of its own.
      (!typing || (shortcut.includes('Mod+') && !shortcut.endsWith('Z'))) &&
      // A held key repeats what is undone, not what is opened.
      (!event.repeat || shortcut.includes('Mod+'));
    const command = this.available().reverse().find(meant);
    if (!command?.run) return;
    event.preventDefault();
    command.run();
  }
}

export const commands = new Commands();

/** Offers commands while the component that calls this lives; `make` is read again when its state changes. */
export function useCommands(make: () => readonly Command[]): void {
  $effect(() => {
    const offered = make();
    // Adding reads the list that it changes.
    const remove = untrack(() => commands.add(offered));
    return () => untrack(remove);
  });
}
