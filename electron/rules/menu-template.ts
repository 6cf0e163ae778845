/** The native menus as data. The shell turns items into Electron's own; the page hears `command`s. */

/** Screens that the Go menu leads to, in the rail's order. */
export const screens = [
  { id: 'environments', label: 'Environments' },
  { id: 'record', label: 'Record' },
  { id: 'demonstrations', label: 'Demonstrations' },
  { id: 'infer', label: 'Infer' },
  { id: 'rewards', label: 'Rewards' },
  { id: 'replay', label: 'Replay' },
  { id: 'compare', label: 'Compare' },
  { id: 'explorer', label: 'Explorer' },
] as const;

export type ScreenId = (typeof screens)[number]['id'];

/** What a menu asks of the page. */
export type MenuCommand =
  | { readonly type: 'go'; readonly screen: ScreenId }
  | { readonly type: 'show-shortcuts' }
  | { readonly type: 'show-palette' }
  | { readonly type: 'toggle-theme' };

/** What a menu asks of the shell. */
export type ShellCommand =
  | { readonly type: 'new-lab' }
  | { readonly type: 'open-lab' }
  | { readonly type: 'open-recent'; readonly path: string }
  | { readonly type: 'clear-recent' }
  | { readonly type: 'save-copy' }
  | { readonly type: 'show-lab-in-folder' }
  | { readonly type: 'open-sample' };

export type MenuRole =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'reload'
  | 'toggleDevTools'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'zoom'
  | 'front';

export type MenuItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'role'; readonly role: MenuRole }
  | {
      readonly kind: 'page';
      readonly label: string;
      readonly accelerator: string | null;
      readonly command: MenuCommand;
    }
  | {
      readonly kind: 'shell';
      readonly label: string;
      readonly accelerator: string | null;
      readonly command: ShellCommand;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly MenuItem[] };

export interface Menu {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

const separator: MenuItem = { kind: 'separator' };
const role = (name: MenuRole): MenuItem => ({ kind: 'role', role: name });
const page = (label: string, accelerator: string | null, command: MenuCommand): MenuItem => ({
  kind: 'page',
  label,
  accelerator,
  command,
});
const shell = (label: string, accelerator: string | null, command: ShellCommand): MenuItem => ({
  kind: 'shell',
  label,
  accelerator,
  command,
});

/** The menu bar. `recent` are paths of lab files, newest first; developer items only when not packaged. */
export function menuTemplate({
  platform,
  appName,
  recent,
  packaged,
}: {
  platform: NodeJS.Platform;
  appName: string;
  recent: readonly string[];
  packaged: boolean;
}): Menu[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [appMenu(appName)] : []),
    fileMenu(recent, mac),
    editMenu(),
    viewMenu(packaged),
    goMenu(),
    windowMenu(mac),
    helpMenu(mac),
  ];
}

function appMenu(label: string): Menu {
  const hiding = [role('hide'), role('hideOthers'), role('unhide')];
  return {
    label,
    items: [role('about'), separator, role('services'), separator, ...hiding, separator, role('quit')],
  };
}

function fileMenu(recent: readonly string[], mac: boolean): Menu {
  const recentItems: MenuItem[] = [
    ...recent.map((path) => shell(path, null, { type: 'open-recent', path })),
    ...(recent.length > 0 ? [separator, shell('Clear This List', null, { type: 'clear-recent' })] : []),
  ];
  return {
    label: 'File',
    items: [
      shell('New Lab…', 'CmdOrCtrl+N', { type: 'new-lab' }),
      shell('Open Lab…', 'CmdOrCtrl+O', { type: 'open-lab' }),
      { kind: 'submenu', label: 'Open Recent', items: recentItems },
      shell('Open the Sample Lab', null, { type: 'open-sample' }),
      separator,
      shell('Save a Copy…', 'CmdOrCtrl+Shift+S', { type: 'save-copy' }),
      shell(mac ? 'Reveal Lab File in Finder' : 'Show Lab File in Its Folder', null, {
        type: 'show-lab-in-folder',
      }),
      separator,
      mac ? role('close') : role('quit'),
    ],
  };
}

function editMenu(): Menu {
  return {
    label: 'Edit',
    items: [
      role('undo'),
      role('redo'),
      separator,
      role('cut'),
      role('copy'),
      role('paste'),
      role('selectAll'),
    ],
  };
}

function viewMenu(packaged: boolean): Menu {
  const developer = packaged ? [] : [separator, role('reload'), role('toggleDevTools')];
  return {
    label: 'View',
    items: [
      page('Command Palette', 'CmdOrCtrl+K', { type: 'show-palette' }),
      page('Switch Light and Dark', null, { type: 'toggle-theme' }),
      separator,
      role('resetZoom'),
      role('zoomIn'),
      role('zoomOut'),
      role('togglefullscreen'),
      ...developer,
    ],
  };
}

function goMenu(): Menu {
  return {
    label: 'Go',
    items: screens.map(({ id, label }, index) =>
      page(label, `CmdOrCtrl+${index + 1}`, { type: 'go', screen: id }),
    ),
  };
}

function windowMenu(mac: boolean): Menu {
  return {
    label: 'Window',
    items: mac
      ? [role('minimize'), role('zoom'), separator, role('front')]
      : [role('minimize'), role('close')],
  };
}

function helpMenu(mac: boolean): Menu {
  return {
    label: 'Help',
    items: [
      page('Keyboard Shortcuts', null, { type: 'show-shortcuts' }),
      ...(mac ? [] : [separator, role('about')]),
    ],
  };
}
