import type { BrowserWindow } from 'electron';
import type { ConsentRequest } from '../../core/ports/servers.ts';
import type { Assets } from '../loopback/assets.ts';
import type { OpenSession } from '../open-session.ts';
import { answerBridge } from './answer-bridge.ts';
import { consentDialog } from './ask-consent.ts';
import type { ElectronParts } from './electron-parts.ts';
import { lockContents, lockSession } from './lock-down.ts';
import { answerPageRequest, pageAddress, pageScheme } from './page-protocol.ts';

export interface ShellParts {
  electron: ElectronParts;
  /** Path of the bundled preload script. */
  preload: string;
  /** Opens the session, with the way to ask before this server is changed. */
  open: (askConsent: (request: ConsentRequest) => Promise<boolean>) => OpenSession;
  assets: () => Promise<Assets>;
}

/** Opens the wizard's one window; a second start of the program brings it to the front. */
export async function startShell({ electron, preload, open, assets }: ShellParts): Promise<void> {
  const { app, protocol, session, Menu, BrowserWindow } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Before Electron is ready, as it demands.
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  const files = await assets();
  lockSession(session.defaultSession);
  protocol.handle(pageScheme, ({ method, url }) => answerPageRequest(files, method, url));
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow(windowOptions(preload));
  answerBridge(electron, window, open(consentDialog(electron.dialog, window)));
  app.on('second-instance', () => bringToFront(window));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(pageAddress);
}

function windowOptions(preload: string): Electron.BrowserWindowConstructorOptions {
  return {
    width: 1180,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'IIS Client Certificate Wizard',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
