/**
 * Serves every page and state with sample data, under the strict policy that the product uses:
 * `node server/src/pages/preview.ts [port]`. Sources may change meanwhile; a reload shows them. Any page takes
 * `?color=0f5c6e` for another school's colour and `?tz=Europe/Paris` for another zone.
 */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { resolveTimeZone } from '#platform/locale.ts';
import { loadPages } from './index.ts';
import type { PageContext, Pages } from './index.ts';
import { allSamples } from './samples/index.ts';

const DEMO = path.resolve(import.meta.dirname, '../../assets/demo');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Preview {
  port: number;
  close: () => Promise<void>;
}

/** Port 0: any free one. */
export async function servePreview(port: number): Promise<Preview> {
  const pages = await loadPages({ mode: 'development' });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://preview.invalid');
    void pages.refresh().then(() => {
      answer(pages, url, request.headers.cookie ?? '', response);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(pages: Pages, url: URL, cookie: string, response: ServerResponse): void {
  const { pathname } = url;
  const folder = pathname.startsWith('/assets/demo/') ? DEMO : pages.assets.directory;
  if (pathname.startsWith('/assets/')) {
    const file = path.join(folder, path.basename(pathname));
    const stream = createReadStream(file);
    stream.once('error', () => response.writeHead(404).end());
    stream.once('open', () => {
      response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
      stream.pipe(response);
    });
    return;
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (pathname === '/sample-mail.html') {
    response.end('<p style="font-family: sans-serif">You are booked.</p>');
    return;
  }
  const sample = allSamples().find(({ context }) => context.url === pathname);
  if (sample === undefined) {
    response.writeHead(pathname === '/' ? 200 : 404).end(index());
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('content-security-policy', policy(nonce));
  const zone = zoneOf(url, cookie) ?? sample.context.zone;
  const color = url.searchParams.get('color');
  const school = sample.context.school && {
    ...sample.context.school,
    ...(color !== null && { primaryColor: `#${color}` }),
  };
  const context = { ...sample.context, school, nonce, zone, url: pathname + url.search };
  response.end(pages.render(sample.name, sample.props, context));
}

function zoneOf(url: URL, cookie: string): PageContext['zone'] | undefined {
  const query = resolveTimeZone(url.searchParams.get('tz') ?? undefined);
  if (query !== undefined) return { id: query, source: 'query' };
  const kept = /(?:^|; )tz=([^;]+)/.exec(cookie)?.[1];
  const remembered = kept === undefined ? undefined : resolveTimeZone(decodeURIComponent(kept));
  return remembered === undefined ? undefined : { id: remembered, source: 'cookie' };
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function index(): string {
  const links = allSamples().map(({ context }) => `<li><a href="${context.url}">${context.url}</a></li>`);
  return `<!doctype html><title>Pages</title><ul>${links.join('')}</ul>`;
}

if (process.argv[1] === import.meta.filename) {
  const preview = await servePreview(Number(process.argv[2] ?? 3999));
  process.stdout.write(`http://127.0.0.1:${preview.port}/\n`);
}
