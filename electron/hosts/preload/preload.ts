import { contextBridge, ipcRenderer } from 'electron';
import { bridgeChannels, type Bridge, type BridgeAnswer } from '../../../shared/api/bridge.ts';
import type { Progress } from '../../../shared/api/transport.ts';

// Runs in the sandbox, as one CommonJS file. A new call of the contract changes nothing here.
const bridge: Bridge = {
  request: (id, request) => ipcRenderer.invoke(bridgeChannels.request, id, request) as Promise<BridgeAnswer>,
  cancel: (id) => ipcRenderer.send(bridgeChannels.cancel, id),
  onProgress: (listener) =>
    void ipcRenderer.on(bridgeChannels.progress, (_event, id: number, progress: Progress) => listener(id, progress)),
};

contextBridge.exposeInMainWorld('wizard', bridge);
