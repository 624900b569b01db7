import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { ASSETS_PREFIX } from '../../dashboard/bundling/addresses.ts';
import { buildDashboard, type DashboardFiles } from '../../dashboard/bundling/build-dashboard.ts';
import { withThemeSwitch } from '../../dashboard/bundling/theme-switch.ts';
import { schoolOf, type HttpDeps } from '#http/context.ts';
import type { Config } from '#platform/config.ts';
import { AppError } from '#platform/errors.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { themeStyleSheet } from '#pages/theme.ts';

type Asset = { type: string; content: Buffer; brotli: Buffer | null };

type Dashboard = {
  key: string;
  files: DashboardFiles;
  /** By file name; all of them together are about a megabyte. */
  assets: ReadonlyMap<string, Asset>;
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const LOOK_EVERY_MS = 1000;
const compress = promisify(brotliCompress);
let current: { dashboard: Promise<Dashboard>; looked: number } | null = null;

/**
 * The staff's single-page app: built where its sources are new, else found. In development it looks again for changed
 * sources, at most once a second. Throws with Vite's complaints when they are broken.
 */
export async function prepareDashboard(mode: Config['mode']): Promise<Dashboard> {
  const last = current;
  if (last && (mode !== 'development' || Date.now() - last.looked < LOOK_EVERY_MS))
    return await last.dashboard;
  const next = { dashboard: lookAgain(last?.dashboard), looked: Infinity };
  current = next;
  try {
    return await next.dashboard;
  } catch (error) {
    current = null;
    throw error;
  } finally {
    // Until now everybody waits for this look: two builds at once would only be slower.
    next.looked = Date.now();
  }
}

async function lookAgain(last: Promise<Dashboard> | undefined): Promise<Dashboard> {
  const known = await last;
  const { key, assetsDirectory, files } = await buildDashboard();
  return known?.key === key ? known : { key, files, assets: await loadAssets(assetsDirectory) };
}

async function loadAssets(directory: string): Promise<Map<string, Asset>> {
  const names = await readdir(directory);
  const assets = names.map(async (name): Promise<[string, Asset]> => {
    const content = await readFile(join(directory, name));
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    // Quality 9 takes a quarter of a second for everything, 11 five times that for a few percent.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    return [
      name,
      { type, content, brotli: type.startsWith('text/') ? await compress(content, { params }) : null },
    ];
  });
  return new Map(await Promise.all(assets));
}

/** `/dashboard` and everything below it: the app's document and its files. It finds out by itself who is signed in. */
export function dashboardRoutes(deps: HttpDeps) {
  const { mode } = deps.config;

  return async (app: FastifyInstance): Promise<void> => {
    await prepareDashboard(mode);

    app.get(
      `${ASSETS_PREFIX}:name`,
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      async (request, reply) => {
        const { assets } = await prepareDashboard(mode);
        const asset = assets.get((request.params as { name: string }).name);
        if (!asset) throw new AppError('not_found', 'There is nothing here');
        reply
          .type(asset.type)
          .header('cache-control', 'public, max-age=31536000, immutable')
          .header('vary', 'accept-encoding');
        if (!asset.brotli || !/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return asset.content;
        reply.header('content-encoding', 'br');
        return asset.brotli;
      },
    );

    const show = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
      const school = schoolOf(request);
      const { files } = await prepareDashboard(mode);
      const { primaryColor, logoUrl } = await deps.db.withTenant(school.id, landingSettings);
      const nonce = randomBytes(16).toString('base64');
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', policy(nonce))
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'same-origin');
      const theme = request.cookies['theme'];
      return dashboardDocument(files, {
        nonce,
        locale: request.locale,
        theme,
        title: school.name,
        primaryColor,
        logoUrl,
      });
    };
    const page = { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } } as const;
    app.get('/dashboard', page, show);
    app.get('/dashboard/*', page, show);
  };
}

/** Scripts with this answer's nonce and what they load, our own styles and files, and nothing from elsewhere. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

type DocumentProps = {
  nonce: string;
  locale: string;
  theme: string | undefined;
  title: string;
  primaryColor: string;
  logoUrl: string | null;
};

const NO_SCRIPT: Readonly<Record<string, string>> = {
  vi: 'Trang quản lý cần JavaScript. Vui lòng bật JavaScript trong trình duyệt.',
  en: 'The dashboard needs JavaScript. Please switch it on in your browser.',
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** The school's colours are in the document, so that the first paint has them; theme and language come from cookies. */
function dashboardDocument(files: DashboardFiles, props: DocumentProps): string {
  const { nonce, locale, theme, title, primaryColor, logoUrl } = props;
  const chosen = theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : '';
  // As the policy has it: pictures are this host's own.
  const icon = logoUrl !== null && /^\/(?![/\\])/.test(logoUrl) ? logoUrl : 'data:,';
  const fonts = files.fonts.filter((file) => locale === 'vi' || file.includes('-latin-'));
  return [
    `<!doctype html><html lang="${locale}"${chosen}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(title)}</title><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">`,
    `<meta property="csp-nonce" nonce="${nonce}">`,
    ...fonts.map((file) => `<link rel="preload" as="font" type="font/woff2" href="${file}" crossorigin>`),
    ...files.styles.map((file) => `<link rel="stylesheet" href="${file}">`),
    `<style nonce="${nonce}">${withThemeSwitch(themeStyleSheet(primaryColor))}</style>`,
    `<link rel="icon" href="${escape(icon)}">`,
    ...files.imports.map((file) => `<link rel="modulepreload" href="${file}" nonce="${nonce}">`),
    `<script type="module" src="${files.script}" nonce="${nonce}"></script></head>`,
    `<body><div id="root"></div><noscript><p class="p-8">${NO_SCRIPT[locale] ?? ''}</p></noscript></body></html>`,
  ].join('\n');
}
