/** What a page may do beyond itself: deny by default. */
import { isAppUrl } from './app-url.ts';

/** Navigation may only go to the page itself: a reload, or another part of it. */
export function mayNavigate(targetUrl: string): boolean {
  return isAppUrl(targetUrl);
}

/** New windows are never opened, wherever they point. */
export function windowOpenDecision(): { readonly action: 'deny' } {
  return { action: 'deny' };
}

/** Embedded web contents are never attached. */
export function mayAttachWebview(): boolean {
  return false;
}

/** Copying numbers and pictures, and filling the screen while recording; no camera, location, notification, device. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** Whether the page of `requestingUrl` gets a permission. */
export function mayUsePermission(permission: string, requestingUrl: string): boolean {
  return granted.has(permission) && isAppUrl(requestingUrl);
}

/** The page and its own files, local pictures in memory, developer tools; no network at all. */
export function mayRequest(url: string): boolean {
  if (isAppUrl(url)) return true;
  return URL.canParse(url) && ['data:', 'blob:', 'devtools:'].includes(new URL(url).protocol);
}
