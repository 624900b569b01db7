import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { AppError } from '#platform/errors.ts';
import type { ServerDeps } from '../server.ts';
import { sendPage } from './page.ts';

const SHOWN = 100;
const FILE = /^\d+-\d+-\d+\.eml$/;

/** The platform's own host: in development the mailbox. */
export function platformRoutes(deps: ServerDeps) {
  const { mailFolder } = deps;

  return async (app: FastifyInstance): Promise<void> => {
    if (mailFolder !== null) await app.register(mailboxRoutes(deps, mailFolder));
  };
}

/** What this is; in development with the schools to look at. */
export async function sendPlatformPage(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { addresses, mailFolder } = deps;
  const development = deps.config.mode !== 'production';
  const schools = development ? await deps.db.platform.tenantDirectory() : [];
  const origin = (subdomain: string) => `http://${subdomain}.${addresses.baseDomain}:${addresses.port}/`;
  const props = {
    schools: schools.map(({ name, subdomain }) => ({ name, url: origin(subdomain) })),
    mailboxUrl: mailFolder === null ? undefined : '/dev/mail',
    apiDocsUrl: development ? '/docs' : undefined,
  };
  return await sendPage(deps, request, reply, { name: 'platform', props, school: null });
}

/** `/dev/mail`: what would have been sent, newest first. Development only. */
function mailboxRoutes(deps: ServerDeps, folder: string) {
  const config = { policy: 'public', limit: 'pages', host: 'platform' } as const;

  const files = async (): Promise<string[]> =>
    (await readdir(folder).catch(() => []))
      .filter((name) => FILE.test(name))
      .sort()
      .reverse();

  const read = async (file: string): Promise<Email> => {
    if (!FILE.test(file)) throw new AppError('not_found', 'There is no such message');
    try {
      return await PostalMime.parse(await readFile(join(folder, file)), {
        attachmentEncoding: 'arraybuffer',
      });
    } catch {
      throw new AppError('not_found', 'There is no such message');
    }
  };

  return async (app: FastifyInstance): Promise<void> => {
    app.get('/dev/mail', { config, schema: { hide: true } }, async (request, reply) => {
      const newest = (await files()).slice(0, SHOWN);
      const messages = await Promise.all(
        newest.map(async (file) => {
          const mail = await read(file);
          return {
            url: `/dev/mail/${file}`,
            to: mail.to?.map(({ address }) => address ?? '').join(', ') ?? '',
            subject: mail.subject ?? '',
            sentAt: sentAt(file),
            attachments: mail.attachments.length,
          };
        }),
      );
      return await sendPage(deps, request, reply, { name: 'mail-list', props: { messages }, school: null });
    });

    app.get<{ Params: { file: string } }>(
      '/dev/mail/:file',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const { file } = request.params;
        const mail = await read(file);
        const props = {
          listUrl: '/dev/mail',
          subject: mail.subject ?? '',
          from: `${mail.from?.name ?? ''} <${mail.from?.address ?? ''}>`,
          to: mail.to?.map(({ name, address }) => `${name} <${address ?? ''}>`).join(', ') ?? '',
          sentAt: sentAt(file),
          text: mail.text,
          htmlUrl: mail.html === undefined ? undefined : `/dev/mail/${file}/html`,
          attachments: mail.attachments.map((attachment, index) => ({
            name: attachment.filename ?? `attachment-${index + 1}`,
            url: `/dev/mail/${file}/attachments/${index}`,
            bytes: bytesOf(attachment.content).length,
          })),
        };
        return await sendPage(deps, request, reply, { name: 'mail-message', props, school: null });
      },
    );

    app.get<{ Params: { file: string } }>(
      '/dev/mail/:file/html',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const mail = await read(request.params.file);
        return await reply
          .header(
            'content-security-policy',
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
          )
          .type('text/html; charset=utf-8')
          .send(mail.html ?? '');
      },
    );

    app.get<{ Params: { file: string; index: string } }>(
      '/dev/mail/:file/attachments/:index',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const attachment = (await read(request.params.file)).attachments[Number(request.params.index)];
        if (!attachment) throw new AppError('not_found', 'There is no such attachment');
        const name = (attachment.filename ?? 'attachment').replace(/[^\w.-]/g, '_');
        return await reply
          .header('content-disposition', `attachment; filename="${name}"`)
          .type(attachment.mimeType)
          .send(bytesOf(attachment.content));
      },
    );
  };
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);

const sentAt = (file: string): string => new Date(Number(file.split('-')[0])).toISOString();
