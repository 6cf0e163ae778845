/** The only bridge between the page and the shell: a handful of functions, and the port to the core process. */
import { contextBridge, ipcRenderer } from 'electron';
import {
  type ApprenticeBridge,
  type CoreState,
  channels,
  type MenuCommand,
  type RecentLab,
} from './bridge.ts';
import type { Answer } from './shell/answers.ts';

async function ask<T>(channel: string, argument: unknown = null): Promise<T> {
  const answer: Answer<T> = await ipcRenderer.invoke(channel, argument);
  if (answer.ok) return answer.value;
  throw answer.error;
}

function listen<T>(channel: string, callback: (value: T) => void): () => void {
  const listener = (_event: unknown, value: T) => callback(value);
  ipcRenderer.on(channel, listener);
  return () => {
    ipcRenderer.off(channel, listener);
  };
}

const bridge: ApprenticeBridge = {
  platform: process.platform as ApprenticeBridge['platform'],
  openLabDialog: () => ask<string | null>(channels.openLabDialog),
  saveLabDialog: () => ask<string | null>(channels.saveLabDialog),
  recentLabs: () => ask<readonly RecentLab[]>(channels.recentLabs),
  openLab: (path) => ask<void>(channels.openLab, path),
  restartCore: () => ask<void>(channels.restartCore),
  onMenu: (callback) => listen<MenuCommand>(channels.menu, callback),
  onCoreState: (callback) => listen<CoreState>(channels.coreState, callback),
};

contextBridge.exposeInMainWorld('apprentice', bridge);

// A port cannot pass the bridge; it is handed to the page as a message to its own window.
ipcRenderer.on(channels.port, (event) => {
  window.postMessage({ type: 'apprentice:port' }, window.location.origin, event.ports);
});

// By then the page's modules have run and listen.
window.addEventListener('load', () => {
  void ask<void>(channels.connect);
});
