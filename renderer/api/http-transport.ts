import { loopbackPaths } from '../../shared/api/loopback.ts';
import { Assembly, type Portion } from '../../shared/api/portions.ts';
import type { Problem } from '../../shared/api/problem.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { CallOptions, Progress, Transport } from '../../shared/api/transport.ts';
import { maximumUploadBytes } from '../../shared/wizard/upload-limit.ts';
import { cancelled, lost, notAdmitted, refused, tooLarge, unreadable } from './problems.ts';
import { mostInOne, printed } from './printed.ts';
import { turns } from './turns.ts';

const aliveEveryMilliseconds = 60_000;

/**
 * Returns the transport to the loopback host that this page came from. Calls wait for the token, the page does not;
 * without one every call is refused.
 */
export function createHttpTransport(coming: Promise<string | null>): Transport {
  const post = async (path: string, body: BodyInit, type: string, signal?: AbortSignal): Promise<Response> =>
    fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': type, Authorization: `Bearer ${(await coming) ?? ''}` },
      body,
      // Nothing but the token says who asks.
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      ...(signal && { signal }),
    });
  const postJson = async (path: string, input: unknown, signal?: AbortSignal): Promise<Response> =>
    post(path, await bodyOf(input), 'application/json', signal);

  // The program ends when no page is open any more.
  const alive = (): void => void postJson(loopbackPaths.alive, {}).catch(() => undefined);
  void coming.then((token) => token !== null && setInterval(alive, aliveEveryMilliseconds));

  return {
    call: (group, name, input, options = {}) =>
      replyOf(() => postJson(`${loopbackPaths.call}${group}/${name}`, input, options.signal), options),

    async upload(file, at, options = {}) {
      // A file of that size would not even fit into the page.
      if (file.size > maximumUploadBytes) return { ok: false, problem: tooLarge(file.name, maximumUploadBytes) };
      let bytes: ArrayBuffer;
      try {
        bytes = await file.bytes();
      } catch {
        return { ok: false, problem: unreadable(file.name) };
      }
      const query = new URLSearchParams({ name: file.name, at }).toString();
      const path = `${loopbackPaths.upload}?${query}`;
      const send = async () => post(path, await blobOf(bytes), 'application/octet-stream', options.signal);
      return replyOf(send, options);
    },

    async download(ticket, name) {
      let response: Response;
      let content: Blob;
      try {
        response = await postJson(loopbackPaths.download, { ticket });
        if (!response.ok) return { ok: false, problem: await problemOf(response) };
        content = await response.blob();
      } catch {
        return { ok: false, problem: lost };
      }
      saveAs(content, name);
      return { ok: true, value: null };
    },
  };
}

/** Returns a token for the one-time code of a link; null when the code is not worth one any more. */
export async function exchangeCode(code: string): Promise<string | null> {
  const response = await fetch(loopbackPaths.token, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
  });
  return response.ok ? ((await response.json()) as { token: string }).token : null;
}

async function replyOf<T>(ask: () => Promise<Response>, { signal, onProgress }: CallOptions): Promise<Reply<T>> {
  try {
    const response = await ask();
    if (!response.ok || !response.body) return { ok: false, problem: await problemOf(response) };
    const assembly = new Assembly();
    const turn = turns();
    for await (const line of linesOf(response.body)) {
      const message = JSON.parse(line) as { progress: Progress } | { portion: Portion } | { reply: Reply<T> };
      if ('reply' in message) {
        const reply = assembly.complete(message.reply);
        // What is drawn of a long one takes a task of its own.
        await turn();
        return reply;
      }
      if ('portion' in message) assembly.add(message.portion);
      else onProgress?.(message.progress);
      await turn();
    }
    return { ok: false, problem: lost };
  } catch (error) {
    if (signal?.aborted) return { ok: false, problem: cancelled };
    // What fetch and its stream throw when nobody answers, and a line that was cut off.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) {
      return { ok: false, problem: lost };
    }
    throw error;
  }
}

/** Returns the JSON text of a value; the pieces of a long one are joined unread. */
async function bodyOf(value: unknown): Promise<BodyInit> {
  const texts: string[] = [];
  for await (const text of printed(value)) texts.push(text);
  return texts.length === 1 ? (texts[0] ?? '') : new Blob(texts, { type: 'application/json' });
}

/** Returns the bytes as something that is sent without being copied in one go. */
async function blobOf(bytes: ArrayBuffer): Promise<Blob> {
  const blobs: Blob[] = [];
  const turn = turns();
  for (let from = 0; from < bytes.byteLength; from += mostInOne) {
    blobs.push(new Blob([new Uint8Array(bytes, from, Math.min(mostInOne, bytes.byteLength - from))]));
    await turn();
  }
  return new Blob(blobs);
}

async function problemOf(response: Response): Promise<Problem> {
  const reason = (await response.text()).trim().slice(0, 500);
  return response.status === 401 ? notAdmitted(reason) : refused(reason);
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let parts: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const [rest = '', ...others] = value.split('\n');
    parts.push(rest);
    for (const next of others) {
      yield parts.join('');
      parts = [next];
    }
  }
}

function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it by then; later would keep a bundle in memory for nothing.
  setTimeout(() => URL.revokeObjectURL(link.href), aliveEveryMilliseconds);
}
