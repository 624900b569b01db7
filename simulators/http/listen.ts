import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request with its body read, and the response to write. */
export type Exchange = {
  method: string;
  /** Path without the query. */
  path: string;
  url: URL;
  body: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
};

type Listening = { url: string; port: number; close(): Promise<void> };

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Serves HTTP until `close`, which also cuts every open connection.
 * Rejects when the port is taken. A handler that throws gets a 500 written for it.
 */
export async function listen(
  options: { port: number; host: string },
  handle: (exchange: Exchange) => Promise<void> | void,
): Promise<Listening> {
  const server = createServer((request, response) => {
    void serve(request, response, handle);
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (exchange: Exchange) => Promise<void> | void,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === null) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://simulator');
    await handle({ method: request.method ?? 'GET', path: url.pathname, url, body, request, response });
  } catch (error) {
    // The other side hung up, or the simulator has a fault of its own: the latter must be seen by whoever asked.
    if (response.destroyed || request.destroyed) return;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`The simulator failed.\n${detail}\n`);
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  exchange: Exchange,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (exchange.response.destroyed) return;
  const text = typeof body === 'string' ? body : `${JSON.stringify(body, null, 2)}\n`;
  exchange.response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      ...headers,
    })
    .end(text);
}

export function redirect(exchange: Exchange, status: 302 | 303, location: string): void {
  exchange.response.writeHead(status, { location, 'content-length': 0, 'cache-control': 'no-store' }).end();
}

/** One header's value, or null. */
export function header(exchange: Exchange, name: string): string | null {
  const value = exchange.request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The token of `Authorization: Bearer …` (or the user name of Basic, as curl -u sends it), or null. */
export function credentials(exchange: Exchange): string | null {
  const match = /^(bearer|basic)\s+(\S+)\s*$/i.exec(header(exchange, 'authorization') ?? '');
  if (!match?.[2]) return null;
  if (match[1]?.toLowerCase() === 'bearer') return match[2];
  return Buffer.from(match[2], 'base64').toString('utf8').split(':')[0] ?? null;
}
