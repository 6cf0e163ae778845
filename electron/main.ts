/** The desktop shell: one window, one lab file, one core process. Decisions are in rules/, Electron's parts in shell/. */
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import { labFromArguments, ownArguments } from './rules/arguments.ts';
import { unpackedPath } from './rules/unpacked-path.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { Desktop } from './shell/desktop.ts';
import { hardenEveryPage, hardenSession } from './shell/security.ts';

const built = join(import.meta.dirname, '..');

let desktop: Desktop | null = null;
let lab = labFromArguments(ownArguments(process.argv, app.isPackaged), process.cwd(), process.platform);

function showFailure(error: unknown): void {
  dialog.showErrorBox('Apprentice could not do that', error instanceof Error ? error.message : String(error));
}

function openLater(path: string): void {
  if (desktop === null) lab = path;
  else desktop.openLab(path).catch(showFailure);
}

async function begin(): Promise<void> {
  hardenSession(session.defaultSession);
  serveApp(join(built, 'client'));
  desktop = new Desktop(
    { preload: join(built, 'preload/preload.cjs'), coreEntry: unpackedPath(join(built, 'core/process.js')) },
    lab,
  );
  await desktop.load();
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  app.enableSandbox();
  hardenEveryPage();
  // macOS hands over a double-clicked lab file this way, before or after the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openLater(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    const other = labFromArguments(ownArguments(argv, app.isPackaged), folder, process.platform);
    if (other !== null) openLater(other);
    else desktop?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // The lab file is closed before the app is gone, however it was asked to go.
  app.on('will-quit', (event) => {
    if (desktop === null) return;
    event.preventDefault();
    const closing = desktop;
    desktop = null;
    void closing.close().finally(() => app.quit());
  });
  app
    .whenReady()
    .then(begin)
    .catch((error: unknown) => {
      showFailure(error);
      app.exit(1);
    });
} else app.quit();
