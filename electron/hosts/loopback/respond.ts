import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { cutApart } from '../../../shared/api/portions.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { CallContext } from '../../core/core.ts';
import type { Asset } from './assets.ts';
import type { Refusal } from './guard.ts';

/** Progress, what is long of the reply, and the rest of it, one JSON document a line. A page that goes away cancels the call. */
export async function stream(
  response: ServerResponse,
  work: (context: CallContext) => Promise<Reply<unknown>>,
): Promise<void> {
  const cancel = new AbortController();
  response.on('close', () => cancel.abort());
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
  const line = (value: object): void => void response.write(`${JSON.stringify(value)}\n`);
  const reply = await work({ signal: cancel.signal, onProgress: (progress) => line({ progress }) });
  const portions = cutApart(reply);
  for (;;) {
    const next = portions.next();
    if (next.done === true) {
      line({ reply: next.value });
      break;
    }
    line({ portion: next.value });
    // Thousands of certificates take long to print: other requests are answered in between.
    await setImmediate();
    if (cancel.signal.aborted) return;
  }
  response.end();
}

/** Sends a file of the page. */
export function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset | undefined): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, { status: 405, reason: 'The page is only read.' });
    return;
  }
  if (!asset) {
    refuse(response, { status: 404, reason: 'There is nothing here.' });
    return;
  }
  response.writeHead(200, {
    'Content-Type': asset.type,
    'Content-Length': asset.bytes.length,
    'Cache-Control': asset.isImmutable ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : asset.bytes);
}

/** Turns a request away and closes its connection: what is left of the body is not waited for. */
export function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response.setHeader('Connection', 'close');
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

/** Sends one JSON document. */
export function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Returns the value of a JSON text in UTF-8; undefined for what is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
