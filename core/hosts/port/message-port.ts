/**
 * Message ports by their shape alone: Electron's `MessagePortMain` in the desktop app, Node's `MessagePort` in tests.
 * Both emit 'message' and 'close'; Electron wraps the data in an event, Node hands it over bare.
 */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The data of a 'message' event, however the port delivers it. */
export function messageData(message: unknown): unknown {
  const wrapped = typeof message === 'object' && message !== null && 'data' in message && 'ports' in message;
  return wrapped ? (message as { data: unknown }).data : message;
}
