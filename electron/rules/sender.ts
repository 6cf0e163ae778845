/** Who may talk to the shell: the top frame of the page itself. */
import { LabError } from '../../core/base/errors.ts';
import { isAppUrl } from './app-url.ts';

/** What is known of the frame a message came from; Electron gives null for a frame that is gone. */
export interface SenderFrame {
  readonly url: string;
  /** The frame that holds this one; null for the top frame. */
  readonly parent: unknown;
}

/** True for the top frame of the page, by parsed origin. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** Throws `Forbidden` rather than answer nothing, which a caller could take for a result. */
export function requireTrustedSender(frame: SenderFrame | null): void {
  if (!isTrustedSender(frame))
    throw new LabError('Forbidden', 'Only the page of the app may ask this.', {
      where: frame?.url ?? 'a closed frame',
    });
}
