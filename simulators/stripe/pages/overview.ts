import type { Exchange } from '../../http/listen.ts';
import { developerStyle, html, type Html, sendPage, table } from '../../http/html.ts';
import { idOf } from '../ids.ts';
import { formatMoney } from '../money.ts';
import type { WebhookDelivery } from '../types.ts';
import type { Account, World } from '../world.ts';

const SHOWN = 25;

/** The developers' page: per account its sessions, payments, refunds, events and webhook deliveries, newest first. */
export function sendOverview(exchange: Exchange, world: World, deliveries: WebhookDelivery[]): void {
  const accounts = [...world.accounts.values()];
  const body = html`<header>
      <h1>Simulated Stripe</h1>
      <p>
        Speaks Stripe's interface for development and tests. No real money moves. Each secret key that begins
        with <code>sk_test_</code> is an account of its own; the newest ${SHOWN} objects of each kind are
        shown.
      </p>
    </header>
    <main>
      ${accounts.length === 0 && html`<p class="empty">No key has been used yet.</p>`}
      ${accounts.map((account) => section(account, deliveries))}
    </main>`;
  sendPage(exchange, { lang: 'en', title: 'Simulated Stripe', style: developerStyle, body });
}

function section(account: Account, deliveries: WebhookDelivery[]): Html {
  const named = (kind: string): string => `${kind} of ${account.name}`;
  return html`<section aria-labelledby="${account.id}">
    <h2 id="${account.id}">${account.name} <code>${account.id}</code></h2>
    <p>
      JSON: <a href="/_control/dump?account=${account.id}">everything of ${account.name} (${account.id})</a>
    </p>
    <h3>Checkout sessions</h3>
    ${sessions(account, named('Checkout sessions'))}
    <h3>Payments</h3>
    ${payments(account, named('Payments'))}
    <h3>Refunds</h3>
    ${refunds(account, named('Refunds'))}
    <h3>Disputes</h3>
    ${disputes(account, named('Disputes'))}
    <h3>Webhook endpoints</h3>
    ${endpoints(account, named('Webhook endpoints'))}
    <h3>Events</h3>
    ${events(account, named('Events'))}
    <h3>Webhook deliveries</h3>
    ${attempts(account, deliveries, named('Webhook deliveries'))}
  </section>`;
}

function newest<T>(objects: Iterable<T>): T[] {
  return [...objects].slice(-SHOWN).reverse();
}

function time(milliseconds: number): Html {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

function tag(status: string | null): Html {
  const good = ['complete', 'succeeded', 'enabled', 'won'].includes(status ?? '');
  const bad = ['failed', 'canceled', 'expired', 'lost', 'disabled'].includes(status ?? '');
  return html`<span class="tag ${good ? 'good' : bad ? 'bad' : 'open'}">${status}</span>`;
}

function sessions(account: Account, label: string): Html {
  const rows = newest(account.sessions.values()).map((session) => [
    session.url === null
      ? html`<code>${session.id.slice(0, 20)}…</code>`
      : html`<a href="${session.url}"><code>${session.id.slice(0, 20)}…</code></a>`,
    tag(session.status),
    formatMoney(session.amount_total ?? 0, session.currency ?? 'usd'),
    account.lineItems
      .get(session.id)
      ?.map((item) => item.description)
      .join(', '),
    session.customer_details?.email,
    time(session.created * 1000),
    time(session.expires_at * 1000),
  ]);
  return table(
    label,
    ['Session', 'Status', 'Amount', 'What', 'E-mail', 'Created (UTC)', 'Expires (UTC)'],
    rows,
  );
}

function payments(account: Account, label: string): Html {
  const rows = newest(account.paymentIntents.values()).map((intent) => {
    const charge = account.charges.get(idOf(intent.latest_charge) ?? '');
    return [
      html`<code>${intent.id}</code>`,
      tag(intent.status),
      formatMoney(intent.amount, intent.currency),
      charge ? formatMoney(charge.amount_refunded, charge.currency) : '',
      intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? '',
      time(intent.created * 1000),
    ];
  });
  return table(
    label,
    ['Payment intent', 'Status', 'Amount', 'Refunded', 'Last error', 'Created (UTC)'],
    rows,
  );
}

function refunds(account: Account, label: string): Html {
  const rows = newest(account.refunds.values()).map((refund) => [
    html`<code>${refund.id}</code>`,
    tag(refund.status),
    formatMoney(refund.amount, refund.currency),
    html`<code>${idOf(refund.payment_intent)}</code>`,
    refund.reason,
    time(refund.created * 1000),
  ]);
  return table(label, ['Refund', 'Status', 'Amount', 'Payment intent', 'Reason', 'Created (UTC)'], rows);
}

function disputes(account: Account, label: string): Html {
  const rows = newest(account.disputes.values()).map((dispute) => [
    html`<code>${dispute.id}</code>`,
    tag(dispute.status),
    formatMoney(dispute.amount, dispute.currency),
    dispute.reason,
    time(dispute.created * 1000),
  ]);
  return table(label, ['Dispute', 'Status', 'Amount', 'Reason', 'Created (UTC)'], rows);
}

function endpoints(account: Account, label: string): Html {
  const rows = newest(account.endpoints.values()).map((endpoint) => [
    endpoint.url,
    tag(endpoint.status),
    endpoint.connect ? 'connected accounts' : 'own events',
    endpoint.enabled_events.join(', '),
  ]);
  return table(label, ['Address', 'Status', 'For', 'Events'], rows);
}

function events(account: Account, label: string): Html {
  const rows = newest(account.events.values()).map((event) => [
    html`<code>${event.id}</code>`,
    event.type,
    event.pending_webhooks,
    time(event.created * 1000),
  ]);
  return table(label, ['Event', 'Type', 'Undelivered', 'Created (UTC)'], rows);
}

function attempts(account: Account, deliveries: WebhookDelivery[], label: string): Html {
  const rows = newest(deliveries.filter((delivery) => delivery.account === account.id)).map((delivery) => [
    delivery.eventType,
    delivery.url,
    delivery.attempt,
    html`<span class="tag ${delivery.status !== null && delivery.status < 300 ? 'good' : 'bad'}"
      >${delivery.status ?? delivery.error}</span
    >`,
    time(delivery.at),
  ]);
  return table(label, ['Event', 'To', 'Attempt', 'Answer', 'At (UTC)'], rows);
}
