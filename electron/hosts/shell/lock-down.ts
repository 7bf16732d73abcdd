import type { Session, WebContents } from 'electron';
import { isPage } from './page-protocol.ts';

/** Refuses every permission, and every request that is not for the page's own files (Electron: Security, points 5, 12 and 13). */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({
      cancel: !isPage(details.url) && !details.url.startsWith('devtools:') && !details.url.startsWith('data:'),
    });
  });
}

/** Keeps a page where it is: no navigation, no new window, no webview (points 11, 13 and 14). */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
