import { RPCHandler } from '@orpc/server/ws';
import { typedArraySerializers } from '../../contract/index.ts';
import type { LabRouter } from './index.ts';

/** One end of a connection to a page, whatever carries it: a WebSocket or a message port. */
export interface Connection {
  send(message: string | ArrayBufferLike | ArrayBufferView): void;
  onMessage(listener: (data: string | ArrayBufferLike | Uint8Array) => void): void;
  onClose(listener: () => void): void;
}

/**
 * Serves the router over a connection until it closes; then every call under way on it is aborted. A message that is
 * no call of ours is logged and dropped: a page cannot bring the core process down.
 */
export function connectionHandler(router: LabRouter): (connection: Connection) => void {
  const handler = new RPCHandler(router, { customJsonSerializers: typedArraySerializers });
  return (connection) => {
    const socket = {
      send: (message: string | ArrayBufferLike | ArrayBufferView) => connection.send(message),
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        if (type === 'message') connection.onMessage((data) => listener({ data }));
        else if (type === 'close') connection.onClose(() => listener({ data: null }));
      },
    };
    // oRPC asks a socket for no more than these two, and catches what goes wrong with a message.
    void handler.upgrade(socket as unknown as Parameters<typeof handler.upgrade>[0]);
  };
}
