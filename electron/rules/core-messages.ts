/** What the core process says to the shell; everything else it says goes to the page over its port. */

export type CoreMessage =
  | { readonly type: 'ready'; readonly labPath: string }
  | { readonly type: 'failed'; readonly message: string };

/** Reads a message of the core process; null for anything that is none. */
export function parseCoreMessage(message: unknown): CoreMessage | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, labPath, error } = message as Record<string, unknown>;
  if (type === 'apprentice:ready' && typeof labPath === 'string') return { type: 'ready', labPath };
  if (type === 'apprentice:failed') return { type: 'failed', message: failureSentence(error) };
  return null;
}

/** Message and remedy of an error's plain data as one text. */
function failureSentence(error: unknown): string {
  const unknownFailure = 'The core process could not start.';
  if (typeof error !== 'object' || error === null) return unknownFailure;
  const { message, remedy } = error as Record<string, unknown>;
  const sentences = [message, remedy].filter((text) => typeof text === 'string' && text !== '');
  return sentences.length === 0 ? unknownFailure : sentences.join(' ');
}
