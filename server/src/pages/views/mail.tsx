import { ArrowLeft, Mail, Paperclip } from 'lucide';
import { formatDateTime } from '#platform/locale.ts';
import { Icon } from '../components/icon.tsx';
import { Empty } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { safePath } from '../links.ts';
import type { MailListProps, MailMessageProps } from '../view-models.ts';

/** The development mailbox. */
export function MailList({ messages }: MailListProps) {
  const { t, locale, zone } = usePage();
  return (
    <div class="container narrow mine">
      <div>
        <h1>{t.mail.title}</h1>
        <p class="muted">{t.mail.lead}</p>
      </div>
      {messages.length === 0 && <Empty icon={Mail} title={t.mail.emptyTitle} text={t.mail.emptyText} />}
      <ul class="sessions" role="list">
        {messages.map((message) => (
          <li key={message.url}>
            <a class="session" href={safePath(message.url) ?? '/dev/mail'}>
              <span class="session-text">
                <span class="session-date">
                  {message.subject === '' ? t.mail.noSubject : message.subject}
                </span>
                <span class="session-time muted">
                  {message.to} · {formatDateTime(message.sentAt, zone.id, locale, 'day')}
                </span>
              </span>
              {message.attachments > 0 && (
                <span class="chip">
                  <Icon of={Paperclip} />
                  {t.mail.attachmentCount(message.attachments)}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function MailMessage(props: MailMessageProps) {
  const { t, locale, zone } = usePage();
  const html = props.htmlUrl && safePath(props.htmlUrl);
  return (
    <div class="container narrow mine">
      <a class="back-link" href={safePath(props.listUrl) ?? '/dev/mail'}>
        <Icon of={ArrowLeft} />
        {t.mail.back}
      </a>
      <h1>{props.subject === '' ? t.mail.noSubject : props.subject}</h1>
      <dl class="facts mail-facts">
        <div>
          <dt>{t.mail.from}</dt>
          <dd>{props.from}</dd>
        </div>
        <div>
          <dt>{t.mail.to}</dt>
          <dd>{props.to}</dd>
        </div>
        <div>
          <dt>{t.mail.sent}</dt>
          <dd>{formatDateTime(props.sentAt, zone.id, locale)}</dd>
        </div>
      </dl>
      {props.attachments.length > 0 && <Attachments attachments={props.attachments} />}
      {html && (
        <section aria-labelledby="html">
          <h2 id="html">{t.mail.htmlVersion}</h2>
          {/* Without allow-scripts and allow-same-origin, whatever a mail contains can do nothing here. */}
          <iframe
            class="mail-frame"
            src={html}
            title={t.mail.htmlVersion}
            sandbox="allow-popups allow-top-navigation-by-user-activation"
          />
        </section>
      )}
      {props.text !== undefined && (
        <section aria-labelledby="text">
          <h2 id="text">{t.mail.textVersion}</h2>
          <pre class="card mail-text">{props.text}</pre>
        </section>
      )}
    </div>
  );
}

function Attachments({ attachments }: Pick<MailMessageProps, 'attachments'>) {
  const { t } = usePage();
  return (
    <section aria-label={t.mail.attachments}>
      <ul class="social" role="list">
        {attachments.map((attachment) => (
          <li key={attachment.url}>
            <a
              class="button button-quiet button-small"
              href={safePath(attachment.url) ?? '/dev/mail'}
              download={attachment.name}
            >
              <Icon of={Paperclip} />
              {attachment.name} ({Math.max(1, Math.round(attachment.bytes / 1024))} kB)
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
