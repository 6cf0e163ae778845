import { ipcMain } from 'electron';
import { asLabError, type LabErrorData } from '../../core/base/errors.ts';
import { requireTrustedSender } from '../rules/sender.ts';

/** How an answer crosses: Electron would keep only the message of a thrown error. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: LabErrorData };

/** Answers a channel, for the page's top frame alone. The only caller of `ipcMain.handle`. */
export function answer<T>(channel: string, work: (argument: unknown) => T | Promise<T>): void {
  ipcMain.handle(channel, async (event, argument: unknown): Promise<Answer<T>> => {
    try {
      requireTrustedSender(event.senderFrame);
      return { ok: true, value: await work(argument) };
    } catch (thrown) {
      return { ok: false, error: asLabError(thrown).toData() };
    }
  });
}
