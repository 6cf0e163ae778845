import { BrowserWindow, nativeTheme, screen } from 'electron';
import { startUrl } from '../rules/app-url.ts';
import { fitToScreens, parseWindowState, smallest, type WindowState } from '../rules/window-state.ts';
import { readStored, writeStored } from './stored-text.ts';

/** Opens the window where it was last, and remembers where it goes. Shown once it has something to show. */
export function openMainWindow({
  preload,
  statePath,
}: {
  preload: string;
  statePath: string;
}): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const state = fitToScreens(parseWindowState(readStored(statePath)), screens);
  const window = new BrowserWindow({
    width: state.width,
    height: state.height,
    ...(state.position ?? {}),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Apprentice',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeStored(statePath, JSON.stringify(stateOf(window))));
  return window;
}

/** Loads the page. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(startUrl);
}

function stateOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return { position: { x, y }, width, height, maximised: window.isMaximized() };
}
