import type { Assets } from '../loopback/assets.ts';
import { securityHeaders } from '../page-policy.ts';

/** The page's own scheme: unlike `file:` it has an origin, and leads to nothing but the page's files. */
export const pageScheme = 'wizard';
const pageHost = 'page';
export const pageAddress = `${pageScheme}://${pageHost}/index.html`;

/** Returns what a request of the page's scheme gets: a file of the fixed list with the policy, else nothing. */
export function answerPageRequest(assets: Assets, method: string, url: string): Response {
  const asset = method === 'GET' && isPage(url) ? assets.get(new URL(url).pathname) : undefined;
  if (!asset) return new Response('Not found', { status: 404, headers: { ...securityHeaders } });
  return new Response(Buffer.from(asset.bytes), { headers: { ...securityHeaders, 'Content-Type': asset.type } });
}

/** Returns whether an address is one of the page itself. */
export function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost;
}
