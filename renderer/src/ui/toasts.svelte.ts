/** Short messages at the head of the window: what was done and how to take it back, or what failed. */
import { asLabError, type LabErrorData } from '../../../core/base/errors.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'plain' | 'success' | 'error';
  readonly message: string;
  /** A second line: what was kept, what to do. */
  readonly detail: string | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

const lifetime = { plain: 8_000, success: 4_000, error: 15_000 } as const;

export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message; returns its id. */
  show(message: string, about: Partial<Omit<Toast, 'id' | 'message'>> = {}): number {
    const toast = {
      id: this.#next++,
      message,
      tone: about.tone ?? 'plain',
      detail: about.detail ?? null,
      action: about.action ?? null,
    };
    // One success at a time: the next one says that the last went well.
    const stays = (other: Toast) =>
      other.message !== message && !(other.tone === 'success' && toast.tone === 'success');
    this.list = [...this.list.filter(stays), toast].slice(-4);
    this.resume(toast.id);
    return toast.id;
  }

  /** Something was done that can be taken back. */
  undoable(message: string, undo: () => void): number {
    return this.show(message, { action: { label: 'Undo', run: undo } });
  }

  /** A failure, in the words of its error. That the core is gone is the banner's to say, once and for as long as it lasts. */
  error(thrown: unknown): LabErrorData {
    const error = asLabError(thrown).toData();
    const detail = [error.where && `At ${error.where}.`, error.kept, error.remedy].filter(Boolean).join(' ');
    if (error.code !== 'BackendGone') this.show(error.message, { tone: 'error', detail: detail || null });
    return error;
  }

  dismiss(id: number): void {
    this.pause(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Runs a toast's action and takes the toast away. */
  act(id: number): void {
    const toast = this.list.find((other) => other.id === id);
    this.dismiss(id);
    toast?.action?.run();
  }

  /** Stays while the pointer or the focus is on it. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    const toast = this.list.find((other) => other.id === id);
    if (!toast) return;
    this.pause(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), lifetime[toast.tone]),
    );
  }
}

/** The window's toasts. */
export const toasts = new Toasts();
