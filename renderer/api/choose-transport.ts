import type { Bridge } from '../../shared/api/bridge.ts';
import type { Transport } from '../../shared/api/transport.ts';
import { createChannelTransport } from './channel-transport.ts';
import { createHttpTransport, exchangeCode } from './http-transport.ts';

declare global {
  interface Window {
    /** What the window's preload offers; absent in a browser. */
    wizard?: Bridge;
  }
}

/** Of this tab and this origin only, gone with the tab: a reload goes on, and no other page can read it (ADR 2). */
const tokenKey = 'token';

/** Returns the transport of the host that this page runs in. */
export function chooseTransport(): Transport {
  return window.wizard ? createChannelTransport(window.wizard) : createHttpTransport(ownToken());
}

/** Returns this tab's token. The one-time code of a link is used up for it and leaves the address. */
async function ownToken(): Promise<string | null> {
  const code = takeCode();
  const token = code === null ? null : await exchangeCode(code).catch(() => null);
  if (token !== null) sessionStorage.setItem(tokenKey, token);
  return token ?? sessionStorage.getItem(tokenKey);
}

function takeCode(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const code = fragment.get('code');
  if (code === null) return null;
  fragment.delete('code');
  const rest = fragment.toString();
  history.replaceState(history.state, '', `${location.pathname}${rest === '' ? '' : `#${rest}`}`);
  return code;
}
