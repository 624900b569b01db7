import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ServerDeps } from '../server.ts';
import { accountRoutes } from './account.ts';
import { bookingFormRoutes } from './booking-form.ts';
import { bookingPageRoutes } from './booking-page.ts';
import { choosingRoutes } from './choosing.ts';
import { cancelRoutes } from './manage-cancel.ts';
import { rescheduleRoutes } from './manage-reschedule.ts';
import { platformRoutes } from './platform-pages.ts';
import { provingRoutes } from './proving.ts';

/** The public pages' routes: each fills a view-model from the modules and renders it. */
export function pageRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    const { assets } = deps.pages;
    await app.register(staticFiles, {
      root: assets.directory,
      prefix: assets.prefix,
      maxAge: '1y',
      immutable: true,
      preCompressed: true,
      decorateReply: false,
    });
    await app.register(choosingRoutes(deps));
    await app.register(bookingFormRoutes(deps));
    await app.register(bookingPageRoutes(deps));
    await app.register(cancelRoutes(deps));
    await app.register(rescheduleRoutes(deps));
    await app.register(accountRoutes(deps));
    await app.register(provingRoutes(deps));
    await app.register(platformRoutes(deps));
  };
}

export { renderErrorPage } from './error-page.ts';
