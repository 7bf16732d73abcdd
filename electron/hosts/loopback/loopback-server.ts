import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { instantSchema } from '../../../shared/api/call.ts';
import { loopbackPaths } from '../../../shared/api/loopback.ts';
import { maximumUploadBytes } from '../../../shared/wizard/upload-limit.ts';
import type { OpenSession } from '../open-session.ts';
import { answerPage, withoutExceptions } from '../page-calls.ts';
import { securityHeaders } from '../page-policy.ts';
import { Access } from './access.ts';
import type { Assets } from './assets.ts';
import { foreign, notACall } from './guard.ts';
import { Idle } from './idle.ts';
import { readBody } from './read-body.ts';
import { parseJson, refuse, sendAsset, sendJson, stream } from './respond.ts';

export interface LoopbackOptions {
  open: OpenSession;
  assets: Assets;
  /** 0 is any that is free. */
  port: number;
  now: () => number;
  idleMilliseconds: number;
  limits?: Partial<typeof defaultLimits>;
}

/** How long a client may take and how much it may send. */
export const defaultLimits = {
  headersMilliseconds: 10_000,
  /** For the whole request: 64 MB through a slow tunnel. */
  requestMilliseconds: 300_000,
  checkMilliseconds: 1000,
  headerBytes: 16 * 1024,
  codeBytes: 1024,
  /** Answers with ten thousand certificates have 20 MB. */
  callBytes: 64 * 1024 * 1024,
  connections: 64,
};

export interface Loopback {
  port: number;
  /** Returns a link that opens the page, once and within a minute. */
  link: () => string;
  /** Resolves when nobody has asked for anything for a while. */
  idle: Promise<void>;
  close: () => Promise<void>;
}

const json = 'application/json';
const octets = 'application/octet-stream';

/** Serves the page and the calls of one session on 127.0.0.1. Fails with the system's error when the port is taken. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const limits = { ...defaultLimits, ...options.limits };
  const access = new Access(options.now);
  let becomeIdle = (): void => undefined;
  const idle = new Promise<void>((resolve) => (becomeIdle = resolve));
  const activity = new Idle(options.idleMilliseconds, becomeIdle);
  let host = '';

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      connectionsCheckingInterval: limits.checkMilliseconds,
      keepAliveTimeout: 5000,
    },
    (request, response) => {
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
      answer(request, response).catch(() => {
        // A client that went away in the middle of its body is told nothing; anything else is a bug, and is not explained.
        if (request.destroyed || response.headersSent) response.destroy();
        else refuse(response, { status: 500, reason: 'The program made a mistake.' });
      });
    },
  );
  server.maxConnections = limits.connections;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = foreign(host, request.headers);
    if (refusal) {
      refuse(response, refusal);
      return;
    }
    // The URL is never taken apart by more than this: there is nothing in it to escape from.
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (!path.startsWith(loopbackPaths.prefix)) {
      sendAsset(request, response, options.assets.get(path));
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    const type = path === loopbackPaths.upload ? octets : json;
    const notOurs = notACall(host, request.method, request.headers, type);
    if (notOurs) {
      refuse(response, notOurs);
      return;
    }
    if (path === loopbackPaths.token) return exchange(request, response);
    if (!access.admits(request.headers.authorization)) {
      refuse(response, { status: 401, reason: 'This page has no access. Open a new link of the program.' });
      return;
    }
    activity.begin();
    try {
      await answerCall(path, query, request, response);
    } finally {
      activity.end();
    }
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, limits.codeBytes);
    const input = body && z.strictObject({ code: z.string() }).safeParse(parseJson(body));
    const token = input?.success ? access.exchange(input.data.code) : null;
    if (token === null) {
      refuse(response, { status: 401, reason: 'The link was used already, or it is older than a minute.' });
      return;
    }
    activity.begin();
    sendJson(response, 200, { token });
    activity.end();
  }

  async function answerCall(
    path: string,
    query: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { core, session } = options.open;
    const isUpload = path === loopbackPaths.upload;
    const body = await readBody(request, isUpload ? maximumUploadBytes : limits.callBytes);
    if (body === null) {
      refuse(response, { status: 413, reason: 'The request is too large.' });
      return;
    }
    if (isUpload) {
      const parameters = new URLSearchParams(query);
      const at = instantSchema.safeParse(parameters.get('at'));
      if (!at.success) {
        refuse(response, { status: 400, reason: 'The upload does not say when.' });
        return;
      }
      return stream(response, (context) =>
        withoutExceptions(() => session.upload(parameters.get('name') ?? '', body, at.data, context)),
      );
    }
    const input = parseJson(body);
    if (input === undefined) {
      refuse(response, { status: 400, reason: 'The body is not JSON.' });
      return;
    }
    if (path === loopbackPaths.alive) {
      sendJson(response, 200, {});
      return;
    }
    if (path === loopbackPaths.download) {
      const ticket = z.strictObject({ ticket: z.string() }).safeParse(input);
      const download = ticket.success ? session.takeDownload(ticket.data.ticket) : null;
      if (!download) {
        refuse(response, { status: 404, reason: 'This was fetched already.' });
        return;
      }
      response.writeHead(200, {
        'Content-Type': download.type,
        'Content-Disposition': `attachment; filename="${download.name}"`,
        'Content-Length': download.bytes.length,
      });
      response.end(download.bytes);
      return;
    }
    const [group = '', name = '', ...rest] = path.slice(loopbackPaths.call.length).split('/');
    if (!path.startsWith(loopbackPaths.call) || rest.length > 0) {
      refuse(response, { status: 404, reason: 'There is nothing here.' });
      return;
    }
    return stream(response, (context) => answerPage(core, group, name, input, context));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: unknown) => {
    activity.stop();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  return {
    port,
    link: () => `http://${host}/#code=${access.issueCode()}`,
    idle,
    close: () =>
      new Promise((resolve) => {
        activity.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
