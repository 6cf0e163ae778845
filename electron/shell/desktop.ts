import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { LabError } from '../../core/base/errors.ts';
import { channels, type RecentLab } from '../bridge.ts';
import { isLabFile } from '../rules/arguments.ts';
import { type MenuCommand, menuTemplate, type ShellCommand } from '../rules/menu-template.ts';
import { labName, parseRecentLabs, rememberLab, withoutMissing } from '../rules/recent-labs.ts';
import { answer } from './answers.ts';
import { CoreProcess } from './core-process.ts';
import { loadPage, openMainWindow } from './main-window.ts';
import { showMenus } from './native-menu.ts';
import { readStored, writeStored } from './stored-text.ts';

const labFilter = [{ name: 'Apprentice lab', extensions: ['lab'] }];

/** Where the built parts lie. */
export interface BuiltParts {
  readonly preload: string;
  readonly coreEntry: string;
}

/** The window with its lab file, menus and dialogs. */
export class Desktop {
  readonly #parts: BuiltParts;
  readonly #recentPath = join(app.getPath('userData'), 'recent-labs.json');
  readonly #window: BrowserWindow;
  #core: CoreProcess;

  constructor(parts: BuiltParts, labPath: string | null) {
    this.#parts = parts;
    this.#window = openMainWindow({
      preload: parts.preload,
      statePath: join(app.getPath('userData'), 'window.json'),
    });
    this.#core = this.#startCore(labPath);
    this.#answerPage();
    this.#refreshMenus();
  }

  async load(): Promise<void> {
    await loadPage(this.#window);
  }

  focus(): void {
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  /** Opens another lab file in place of this one. `null` is the default lab file. */
  async openLab(path: string | null): Promise<void> {
    await this.#core.stop();
    this.#core = this.#startCore(path);
    this.#refreshMenus();
    await this.load();
    this.focus();
  }

  /** Closes the lab file; the window may then go. */
  async close(): Promise<void> {
    await this.#core.stop();
  }

  #startCore(labPath: string | null): CoreProcess {
    if (labPath !== null) {
      this.#storeRecent(rememberLab(this.#recent(), labPath));
      app.addRecentDocument(labPath);
    }
    return new CoreProcess({ entry: this.#parts.coreEntry, page: this.#window.webContents, labPath });
  }

  #answerPage(): void {
    answer(channels.connect, () => this.#core.connectPage());
    answer(channels.restartCore, () => this.#core.restart());
    answer(channels.openLabDialog, () => this.#askForLab());
    answer(channels.saveLabDialog, () => this.#askWhereToSave('Untitled.lab'));
    answer(channels.recentLabs, () =>
      this.#recent().map((path): RecentLab => ({ path, name: labName(path) })),
    );
    answer(channels.openLab, async (path) => {
      if (typeof path !== 'string' || !isLabFile(path))
        throw new LabError('InvalidInput', 'A lab file ends in .lab.', { where: 'path' });
      await this.openLab(path);
    });
  }

  #refreshMenus(): void {
    const menus = menuTemplate({
      platform: process.platform,
      appName: app.getName(),
      recent: this.#recent(),
      packaged: app.isPackaged,
    });
    showMenus(menus, {
      page: (command: MenuCommand) => this.#window.webContents.send(channels.menu, command),
      shell: (command) => void this.#obey(command).catch((error: unknown) => this.#showError(error)),
    });
  }

  async #obey(command: ShellCommand): Promise<void> {
    switch (command.type) {
      case 'new-lab': {
        const path = await this.#askWhereToSave('Untitled.lab');
        if (path !== null) await this.openLab(path);
        return;
      }
      case 'open-lab': {
        const path = await this.#askForLab();
        if (path !== null) await this.openLab(path);
        return;
      }
      case 'open-recent':
        return this.openLab(command.path);
      case 'open-sample':
        return this.openLab(null);
      case 'clear-recent':
        this.#storeRecent([]);
        app.clearRecentDocuments();
        this.#refreshMenus();
        return;
      case 'save-copy':
        return this.#saveCopy();
      case 'show-lab-in-folder':
        if (this.#core.labPath !== null) shell.showItemInFolder(this.#core.labPath);
        return;
    }
  }

  async #saveCopy(): Promise<void> {
    const from = this.#core.labPath;
    if (from === null) return;
    const to = await this.#askWhereToSave(labName(from).replace(/\.lab$/i, ' copy.lab'));
    if (to !== null) await this.#core.copyTo(to);
  }

  async #askForLab(): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      filters: labFilter,
      properties: ['openFile'],
    });
    return filePaths[0] ?? null;
  }

  async #askWhereToSave(name: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      filters: labFilter,
      defaultPath: join(app.getPath('documents'), name),
    });
    if (canceled || filePath === '') return null;
    return isLabFile(filePath) ? filePath : `${filePath}.lab`;
  }

  #recent(): string[] {
    return withoutMissing(parseRecentLabs(readStored(this.#recentPath)), existsSync);
  }

  #storeRecent(recent: readonly string[]): void {
    writeStored(this.#recentPath, JSON.stringify(recent));
  }

  #showError(error: unknown): void {
    dialog.showErrorBox('That did not work', error instanceof Error ? error.message : String(error));
  }
}
