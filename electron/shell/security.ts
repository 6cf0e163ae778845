import { app, type Session, type WebContents } from 'electron';
import {
  mayAttachWebview,
  mayNavigate,
  mayRequest,
  mayUsePermission,
  windowOpenDecision,
} from '../rules/denials.ts';

/** Denies permissions and requests of a session, but for what the page needs. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(mayUsePermission(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUsePermission(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayRequest(details.url) }));
  session.on('will-download', (event, item) => {
    // Exports are made by the page itself, in memory; nothing is fetched.
    if (!mayRequest(item.getURL())) event.preventDefault();
  });
}

/** Keeps every page of the app, now and later, from going elsewhere or opening anything. */
export function hardenEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    if (!mayAttachWebview()) event.preventDefault();
  });
  contents.setWindowOpenHandler(() => windowOpenDecision());
}
