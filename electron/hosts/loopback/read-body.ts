import type { IncomingMessage } from 'node:http';

/** Returns the whole body; null when it is longer than `maximumBytes`, of which no more is then read. */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<Uint8Array | null> {
  const announced = Number(request.headers['content-length'] ?? '0');
  if (announced > maximumBytes) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maximumBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
