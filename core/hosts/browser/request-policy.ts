/**
 * Who may ask the browser host: decisions alone, without a socket.
 *
 * The server listens on the loopback address only, but a page of any other site can make the person's own browser ask
 * it. Two checks stop that. The `Host` header must name this server (a name that an attacker rebinds to 127.0.0.1 does
 * not), and a request that says where it comes from must come from this server's own page.
 */

export interface Place {
  /** The port that the server listens on. */
  readonly port: number;
  /** One more origin whose page may talk to this server, for development; null in use. */
  readonly devOrigin: string | null;
}

/** What of a request's headers decides. */
export interface Asking {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, which pages cannot forge. */
  readonly fetchSite: string | undefined;
  /** `Sec-Fetch-Mode`. */
  readonly fetchMode: string | undefined;
}

const loopbackNames = ['127.0.0.1', 'localhost'];

/** Values of the `Host` header that name this server. */
export function allowedHosts({ port, devOrigin }: Place): string[] {
  const own = loopbackNames.map((name) => `${name}:${port}`);
  return devOrigin === null ? own : [...own, new URL(devOrigin).host];
}

/** Origins of pages that this server serves. */
export function allowedOrigins({ port, devOrigin }: Place): string[] {
  const own = loopbackNames.map((name) => `http://${name}:${port}`);
  return devOrigin === null ? own : [...own, devOrigin];
}

/** Why a request for a file is refused; null when it may go on. */
export function refusedRequest(asking: Asking, place: Place): string | null {
  if (asking.host === undefined || !allowedHosts(place).includes(asking.host.toLowerCase()))
    return 'The Host header does not name this server.';
  if (asking.origin !== undefined && !allowedOrigins(place).includes(asking.origin))
    return 'The request comes from a page of another site.';
  // Following a link from elsewhere to the page itself is fine; loading parts of it from elsewhere is not.
  if (asking.fetchSite === 'cross-site' && asking.fetchMode !== 'navigate')
    return 'The request comes from a page of another site.';
  return null;
}

/** Why a WebSocket is refused; null when it may go on. Browsers always send the origin, so here it must be there. */
export function refusedUpgrade(asking: Asking, path: string, place: Place): string | null {
  if (path !== '/rpc') return 'There is no socket at this path.';
  if (asking.origin === undefined) return 'A socket must say where it comes from.';
  return refusedRequest(asking, place);
}

/** A development origin as given by a person: loopback and http only, or null when it is something else. */
export function parseDevOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' || !loopbackNames.includes(url.hostname)) return null;
  return url.origin;
}
