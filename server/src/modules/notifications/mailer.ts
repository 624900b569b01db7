import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Secret } from '#platform/secret.ts';

export type Mail = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  calendar?: { fileName: string; content: string; method: 'REQUEST' | 'PUBLISH' | 'CANCEL' } | undefined;
};

export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void };

const message = (mail: Mail) => ({
  from: mail.from,
  to: mail.to,
  ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: mail.messageId,
  attachments: mail.calendar
    ? [
        {
          filename: mail.calendar.fileName,
          content: mail.calendar.content,
          contentType: `text/calendar; charset=utf-8; method=${mail.calendar.method}`,
        },
      ]
    : [],
  // Nothing that a text names is ever read from a disk or the network.
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Through a mail server. */
export function smtpMailer(url: Secret): Mailer {
  const transport = createTransport(url.reveal(), {});
  return {
    send: async (mail) => {
      await transport.sendMail(message(mail));
    },
    close: () => transport.close(),
  };
}

/** Into a folder, one .eml file a message: where there is no mail server, in development and tests. */
export function folderMailer(folder: string, now: () => number): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  let sent = 0;
  return {
    send: async (mail) => {
      const { message: built } = await transport.sendMail(message(mail));
      await mkdir(folder, { recursive: true });
      sent += 1;
      const name = `${now()}-${process.pid}-${String(sent).padStart(6, '0')}.eml`;
      // Whoever reads the folder never sees half a message.
      await writeFile(join(folder, `.${name}`), built as Buffer);
      await rename(join(folder, `.${name}`), join(folder, name));
    },
    close: () => undefined,
  };
}
