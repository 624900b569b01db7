import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { AppError } from '#platform/errors.ts';
import { negotiateLocale, type Locale } from '#platform/locale.ts';
import type { HttpDeps } from './context.ts';
import { authorize, createLimiter, refuseCrossSite } from './guards.ts';
import { createHostLookup } from './hosts.ts';
import { addSecurityHeaders, contentSecurityPolicy } from './security-headers.ts';
import { problemOf, toAppError } from './problem.ts';
import { validationError } from './validation-error.ts';
import { authenticate } from './sessions.ts';

/** Renders a page for an error, for callers that are browsers. */
export type ErrorPage = (
  request: FastifyRequest,
  status: number,
  retryAfterSeconds: number | undefined,
) => { html: string; nonce: string };

/** Routes that plugins register, which cannot say a policy themselves: files of ours and the API's readable page. */
const OF_PLUGINS = ['/docs', '/media/', '/assets/'];

/** The fastify app without routes: hosts → tenant, who is signed in, limits, policies, and errors as problem details. */
export async function createApp(deps: HttpDeps, log: Logger, errorPage: ErrorPage) {
  // Fastify's own, wider type: the instance's type must not depend on which logger it is.
  const logger: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Forwarded headers are believed only from a proxy on this machine or a private network.
    trustProxy: deps.config.mode === 'production' ? 'loopback, linklocal, uniquelocal' : false,
    bodyLimit: 256 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Idle kept-alive connections are closed at once on shutdown; busy ones get their answer first.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // JSON and forms are understood, nothing else: fastify's own reading of plain text would make it a string.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(formbody);
  await app.register(rateLimit, { global: false });

  app.decorateRequest('school', null);
  app.decorateRequest('user', null);
  app.decorateRequest('locale', 'en');

  app.addHook('onRoute', (route) => {
    if (OF_PLUGINS.some((prefix) => route.url.startsWith(prefix)))
      route.config = { ...route.config, policy: 'public', host: 'any' };
    if (route.config?.policy === undefined)
      throw new Error(`${String(route.method)} ${route.url} has no policy`);
  });

  const lookUpHost = createHostLookup(deps.db, deps.config.baseDomain, deps.clock);
  const limit = createLimiter(app, deps);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    addSecurityHeaders(reply, deps.config);
    const { config } = request.routeOptions;
    const negotiated = (fallback: Locale) =>
      negotiateLocale({
        query: (request.query as { lang?: string } | undefined)?.lang,
        cookie: request.cookies['lang'],
        acceptLanguage: request.headers['accept-language'],
        fallback,
      });
    request.locale = negotiated('vi');
    if (config.host === 'any') return;
    const owner = await lookUpHost(request.host);
    if (owner.kind === 'nobody') throw new AppError('wrong_host', 'No school answers at this address');
    if (owner.kind === 'school') request.school = owner.tenant;
    request.locale = negotiated(request.school?.defaultLocale ?? 'vi');
    const { host = 'school' } = config;
    if (host !== 'both' && host !== owner.kind && !request.is404)
      throw new AppError('not_found', 'There is nothing here');
    await limit(request, config.limit ?? 'api');
    refuseCrossSite(request);
    await authenticate(deps, request);
    authorize(config.policy ?? 'public', request.user);
  });

  app.addHook('onResponse', async (request, reply) => {
    const fields = {
      method: request.method,
      path: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      tenant: request.school?.id,
    };
    if (reply.statusCode >= 500 && reply.statusCode !== 503) request.log.error(fields, 'answered');
    else request.log.info(fields, 'answered');
  });

  app.setErrorHandler(async (thrown, request, reply) => {
    const error = validationError(thrown) ?? toAppError(thrown);
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) request.log.error({ err: error.cause ?? error, code: error.code }, 'fault');
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
    reply.code(problem.status);
    if (!wantsPage(request)) {
      return await reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
    }
    const { html, nonce } = errorPage(request, problem.status, error.retryAfterSeconds);
    return await reply
      .header('content-security-policy', contentSecurityPolicy({ nonce }))
      .type('text/html; charset=utf-8')
      .send(html);
  });
  app.setNotFoundHandler(async () => {
    throw new AppError('not_found', 'There is nothing here');
  });
  return app;
}

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
