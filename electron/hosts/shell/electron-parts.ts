import type * as Electron from 'electron';

/** The parts of Electron that the shell uses; a test hands in a stand-in. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'protocol' | 'session' | 'Menu'
>;
