import type { BrowserWindow } from 'electron';
import type { ConsentRequest } from '../../core/ports/servers.ts';
import type { Assets } from '../loopback/assets.ts';
import type { ElevatedStart } from '../../platform/windows/start-elevated.ts';
import type { OpenSession } from '../open-session.ts';
import { answerBridge } from './answer-bridge.ts';
import { consentDialog } from './ask-consent.ts';
import type { ElectronParts } from './electron-parts.ts';
import { lockContents, lockSession } from './lock-down.ts';
import { answerPageRequest, pageAddress, pageScheme } from './page-protocol.ts';
import { isOnlyOne, restartElevated } from './restart-elevated.ts';

export interface ShellParts {
  electron: ElectronParts;
  /** Path of the bundled preload script. */
  preload: string;
  /** Opens the session, with the way to ask before this server is changed. */
  open: (askConsent: (request: ConsentRequest) => Promise<boolean>) => OpenSession;
  assets: () => Promise<Assets>;
  /** Starts this program once more, as administrator. */
  startElevated: () => Promise<ElevatedStart>;
  /** This program was started so by another one, which is about to end. */
  isRestarted: boolean;
}

/** Opens the wizard's one window; a second start of the program brings it to the front. */
export async function startShell(parts: ShellParts): Promise<void> {
  const { electron, preload, open, assets, startElevated, isRestarted } = parts;
  const { app, protocol, Menu, BrowserWindow } = electron;
  // Before Electron is ready, as it demands.
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
  app.enableSandbox();
  if (!(await isOnlyOne(app, isRestarted))) {
    app.quit();
    return;
  }
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  const files = await assets();
  lockSession(electron.session.defaultSession);
  protocol.handle(pageScheme, ({ method, url }) => answerPageRequest(files, method, url));
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow(windowOptions(preload));
  const session = open(consentDialog(electron.dialog, window));
  answerBridge(electron, window, session, () => restartElevated(app, startElevated));
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
