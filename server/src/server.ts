import staticFiles from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from '#http/app.ts';
import { registerApiDocument } from '#http/api-document.ts';
import { bookingRoutes, type BookingRouteDeps } from '#modules/bookings/index.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { calendarRoutes } from '#modules/notifications/index.ts';
import { sessionRoutes, verificationRoutes } from '#modules/people/index.ts';
import { stripeWebhookRoutes } from '#modules/payments/index.ts';
import { dayRoutes, eventTypeRoutes } from '#modules/scheduling/index.ts';
import type { Addresses } from '#modules/tenants/index.ts';
import type { Pages } from '#pages/index.ts';
import { dashboardRoutes } from './dashboard.ts';
import { pageRoutes, renderErrorPage } from './site/index.ts';

export type DemoAccount = { subdomain: string; role: string; email: string; password: string };

export type ServerDeps = BookingRouteDeps & {
  addresses: Addresses;
  /** Domain of the addresses that mails come from, and of calendar entries. */
  mailDomain: string;
  pages: Pages;
  mailFolder: string | null;
  demoAccounts: readonly DemoAccount[];
  isReady: () => boolean;
};

const ASSETS = join(import.meta.dirname, '../assets');

/** The whole HTTP side: API, documents, webhooks, pages, dashboard, health. Not listening yet. */
export async function createServer(deps: ServerDeps, log: Logger) {
  const app = await createApp(deps, log, (...failed) => renderErrorPage(deps, ...failed));
  const look = (tenantId: number) =>
    deps.db.withTenant(tenantId, async (tx) => {
      const { primaryColor, logoUrl } = await landingSettings(tx);
      return { primaryColor, logoUrl };
    });

  const anywhere = { policy: 'public', host: 'any' } as const;
  app.get('/healthz', { config: anywhere, schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: anywhere, schema: { hide: true } }, async (_request, reply) => {
    const ready = deps.isReady();
    if (ready) await deps.db.platform.ping();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'starting' });
  });

  await registerApiDocument(app);
  await app.register(
    async (api) => {
      // Forms are for pages.
      api.removeContentTypeParser('application/x-www-form-urlencoded');
      await api.register(eventTypeRoutes(deps));
      await api.register(dayRoutes(deps));
      await api.register(bookingRoutes(deps));
      await api.register(calendarRoutes(deps));
      await api.register(sessionRoutes({ ...deps, look }));
      await api.register(verificationRoutes(deps));
    },
    { prefix: '/api/v1' },
  );
  await app.register(stripeWebhookRoutes(deps));

  if (existsSync(ASSETS)) {
    await app.register(staticFiles, {
      root: ASSETS,
      prefix: '/media/',
      maxAge: '1h',
    });
  }
  await app.register(dashboardRoutes(deps));
  await app.register(pageRoutes(deps));
  return app;
}
