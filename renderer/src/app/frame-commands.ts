/** The actions of the window itself. */
import { navigation } from '../lab/navigation.svelte.ts';
import type { Command } from './commands.svelte.ts';
import { desktop } from './desktop.ts';
import { newLab, openLab } from './lab-files.ts';
import { screens } from './screens.ts';
import { theme } from './theme.svelte.ts';

export interface OpenParts {
  palette: boolean;
  shortcuts: boolean;
  drawer: boolean;
}

export function frameCommands({
  open,
  showWelcome,
}: {
  open: OpenParts;
  showWelcome: () => void;
}): Command[] {
  const go = screens.map(
    (screen, index): Command => ({
      id: `go.${screen.id}`,
      title: `Go to ${screen.label}`,
      group: 'Go',
      shortcut: `Mod+${index + 1}`,
      keywords: [screen.purpose],
      run: () => navigation.open(screen.id),
    }),
  );
  const look = (choice: 'light' | 'dark' | 'system', title: string): Command => ({
    id: `theme.${choice}`,
    title,
    group: 'Window',
    keywords: ['theme', 'colours', 'appearance'],
    run: () => theme.set(choice),
  });
  const files: Command[] = desktop
    ? [
        { id: 'lab.open', title: 'Open another lab file', group: 'Lab', run: () => void openLab() },
        { id: 'lab.new', title: 'Make a new lab file', group: 'Lab', run: () => void newLab() },
      ]
    : [];
  const toggle = (part: keyof OpenParts) => () => {
    open[part] = !open[part];
  };
  return [
    ...go,
    {
      id: 'window.palette',
      title: 'Find an action',
      group: 'Window',
      shortcut: 'Mod+K',
      run: toggle('palette'),
      always: true,
    },
    {
      id: 'window.shortcuts',
      title: 'Keyboard shortcuts',
      group: 'Window',
      shortcut: '?',
      run: toggle('shortcuts'),
      always: true,
    },
    {
      id: 'window.runs',
      title: 'Show or hide the runs',
      group: 'Window',
      shortcut: 'Mod+J',
      run: toggle('drawer'),
    },
    look('light', 'Light theme'),
    look('dark', 'Dark theme'),
    look('system', 'Theme as the system'),
    { id: 'window.welcome', title: 'Show the first steps', group: 'Window', run: showWelcome },
    ...files,
  ];
}
