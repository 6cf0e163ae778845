/** What the core process says to the shell; everything else it says goes to the page over its port. */

export type CoreMessage =
  | { readonly type: 'ready'; readonly labPath: string }
  | { readonly type: 'failed'; readonly message: string }
  /** A copy of the lab was made (`problem` null), or why not. */
  | { readonly type: 'copied'; readonly path: string; readonly problem: string | null };

/** Reads a message of the core process; null for anything that is none. */
export function parseCoreMessage(message: unknown): CoreMessage | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, labPath, path, error } = message as Record<string, unknown>;
  if (type === 'apprentice:ready' && typeof labPath === 'string') return { type: 'ready', labPath };
  if (type === 'apprentice:copied' && typeof path === 'string')
    return { type: 'copied', path, problem: error === null ? null : sentence(error, 'The copy failed.') };
  if (type === 'apprentice:failed')
    return { type: 'failed', message: sentence(error, 'The core process could not start.') };
  return null;
}

/** Message and remedy of an error's plain data as one text. */
function sentence(error: unknown, otherwise: string): string {
  if (typeof error !== 'object' || error === null) return otherwise;
  const { message, remedy } = error as Record<string, unknown>;
  const sentences = [message, remedy].filter((text) => typeof text === 'string' && text !== '');
  return sentences.length === 0 ? otherwise : sentences.join(' ');
}
