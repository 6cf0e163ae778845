import { connectionHandler } from '../router/connection.ts';
import type { LabRouter } from '../router/index.ts';
import { type MessagePortLike, messageData } from './message-port.ts';

/** Serves the router over message ports: the same messages as over a WebSocket, as text. */
export function portHandler(router: LabRouter): (port: MessagePortLike) => void {
  const connect = connectionHandler(router);
  return (port) => {
    connect({
      send: (message) => port.postMessage(message),
      onMessage: (listener) =>
        port.on('message', (message) => {
          const data = messageData(message);
          // Calls are text, or bytes where they carry a file; anything else is no call.
          if (typeof data === 'string' || data instanceof Uint8Array) listener(data);
        }),
      onClose: (listener) => port.on('close', listener),
    });
    port.start();
  };
}
