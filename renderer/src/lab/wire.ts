/** How the page reaches the core: a WebSocket to the host it came from, or a message port from the desktop shell. */
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { LabError } from '../../../core/base/errors.ts';
import { typedArraySerializers } from '../../../core/contract/wire.ts';

/** One connection. It never comes back: a new one is opened. */
export interface Wire {
  readonly link: ClientLink<ClientContext>;
  /** Fulfilled when the other end is gone. */
  readonly closed: Promise<void>;
}

export type OpenWire = () => Promise<Wire>;

export const backendGone = (): LabError =>
  new LabError('BackendGone', 'The core process does not answer.', {
    kept: 'Everything committed so far is in the lab file.',
    remedy: 'Restart it and connect again; unfinished recordings and runs can be resumed.',
  });

const customJsonSerializers = [...typedArraySerializers];

/** Connects to `/rpc` of the host that served the page. */
export function openSocket(url: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const websocket = new WebSocket(url);
    websocket.binaryType = 'arraybuffer';
    const closed = new Promise<void>((done) =>
      websocket.addEventListener('close', () => done(), { once: true }),
    );
    websocket.addEventListener('open', () =>
      resolve({ link: new SocketLink({ websocket, customJsonSerializers }), closed }),
    );
    websocket.addEventListener('error', () => reject(backendGone()));
  });
}

/** The address of the host's socket, beside the page's own. */
export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
}

/** A wire over a port that the desktop shell handed to the page. */
export function wireOfPort(port: MessagePort): Wire {
  const closed = new Promise<void>((done) => port.addEventListener('close', () => done(), { once: true }));
  const link = new PortLink({ port, customJsonSerializers });
  port.start();
  return { link, closed };
}

/**
 * Ports that the preload posts to the window, one at a time: the newest unused one, or the next to come.
 * Only messages of the page's own window count.
 */
export function portsOf(window: Window): OpenWire {
  let unused: MessagePort | null = null;
  let waiting: ((port: MessagePort) => void) | null = null;
  window.addEventListener('message', (event: MessageEvent) => {
    if (event.source !== window || event.data?.type !== 'apprentice:port' || !event.ports[0]) return;
    if (waiting) waiting(event.ports[0]);
    else unused = event.ports[0];
    waiting = null;
  });
  return () =>
    new Promise((resolve) => {
      const take = (port: MessagePort) => resolve(wireOfPort(port));
      if (unused) take(unused);
      else waiting = take;
      unused = null;
    });
}
