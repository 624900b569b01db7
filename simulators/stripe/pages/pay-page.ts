import type { Stripe } from 'stripe';
import { type Exchange, header } from '../../http/listen.ts';
import { html, type Html, sendPage } from '../../http/html.ts';
import { findCard, TEST_CARDS } from '../cards.ts';
import { formatMoney } from '../money.ts';
import { successUrlOf } from '../objects/pay-session.ts';
import type { Account, World } from '../world.ts';
import { payStyle } from './pay-style.ts';
import { type Language, languageOf, texts } from './texts.ts';

export type PayError = { field: 'number' | 'expiry' | 'cvc' | 'email' | null; message: string };
export type Typed = { email: string; number: string; expiry: string; cvc: string; name: string };

export function languageFor(exchange: Exchange, session: Stripe.Checkout.Session | null): Language {
  return languageOf(session?.locale ?? null, header(exchange, 'accept-language'));
}

/** What the form holds at first: a card that works, or the one that the query names, valid for years. */
export function prefilled(world: World, session: Stripe.Checkout.Session, card: string | null): Typed {
  const number = findCard(card ?? 'success')?.number ?? '4242424242424242';
  const year = (new Date(world.settings.now()).getUTCFullYear() + 4) % 100;
  return {
    email: session.customer_email ?? '',
    number: spaced(number),
    expiry: `12 / ${String(year).padStart(2, '0')}`,
    cvc: number.length === 15 ? '1234' : '123',
    name: '',
  };
}

function spaced(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

export function sendPayPage(
  exchange: Exchange,
  page: {
    account: Account;
    session: Stripe.Checkout.Session;
    typed: Typed;
    error: PayError | null;
    status: number;
  },
): void {
  const { account, session } = page;
  const lang = languageFor(exchange, session);
  const t = texts[lang];
  const currency = session.currency ?? 'usd';
  const total = formatMoney(session.amount_total ?? 0, currency, lang);
  const items = account.lineItems.get(session.id) ?? [];
  const body = html`<div class="page">
    <header class="order">
      <div class="inner">
        ${session.cancel_url !== null && html`<a class="back" href="${session.cancel_url}">← ${t.back}</a><br />`}
        <p class="badge">${t.testMode}</p>
        <h1>${t.payTo(account.name)}</h1>
        <p class="amount">${total}</p>
        <ul class="items" aria-label="${t.summary}">
          ${items.map((item) => lineItem(item, lang))}
        </ul>
        <p class="total"><span>${t.total}</span><span>${total}</span></p>
      </div>
    </header>
    <main class="pay">
      <div class="inner">
        ${page.error && html`<p class="error" role="alert" id="error">${page.error.message}</p>`}
        <form method="post" action="/pay/${session.id}" novalidate>
          ${fields(session, page.typed, page.error, lang)}
          <button type="submit">${session.amount_total === 0 ? t.confirmFree : t.pay(total)}</button>
        </form>
        ${session.amount_total !== 0 && testCards(session, lang)}
      </div>
    </main>
  </div>`;
  sendPage(exchange, {
    status: page.status,
    lang,
    title: `${t.payTo(account.name)} · ${total}`,
    style: payStyle,
    body,
  });
}

function lineItem(item: Stripe.LineItem, lang: Language): Html {
  const unit = formatMoney(item.price?.unit_amount ?? 0, item.currency, lang);
  const many = (item.quantity ?? 1) > 1;
  return html`<li>
    <span
      >${item.description}${many && html`<br /><span class="note">${item.quantity} × ${unit}</span>`}</span
    >
    <span>${formatMoney(item.amount_total, item.currency, lang)}</span>
  </li>`;
}

function fields(
  session: Stripe.Checkout.Session,
  typed: Typed,
  error: PayError | null,
  lang: Language,
): Html {
  const t = texts[lang];
  const wrong = (field: PayError['field']): Html =>
    error !== null && error.field === field ? html` aria-invalid="true" aria-describedby="error"` : html``;
  const contact = html`<fieldset>
    <legend>${t.contact}</legend>
    <label for="email">${t.email}</label>
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="email"
      required
      value="${typed.email}"
      ${session.customer_email !== null && html` readonly`}${wrong('email')}
    />
  </fieldset>`;
  if (session.amount_total === 0) return contact;
  return html`${contact}
    <fieldset>
      <legend>${t.cardDetails}</legend>
      <label for="number">${t.number}</label>
      <input
        id="number"
        name="number"
        inputmode="numeric"
        autocomplete="cc-number"
        required
        value="${typed.number}"
        ${wrong('number')}
      />
      <div class="pair">
        <div>
          <label for="expiry">${t.expiry}</label>
          <input
            id="expiry"
            name="expiry"
            inputmode="numeric"
            autocomplete="cc-exp"
            required
            value="${typed.expiry}"
            ${wrong('expiry')}
          />
        </div>
        <div>
          <label for="cvc">${t.cvc}</label>
          <input
            id="cvc"
            name="cvc"
            inputmode="numeric"
            autocomplete="cc-csc"
            required
            value="${typed.cvc}"
            ${wrong('cvc')}
          />
        </div>
      </div>
      <label for="name">${t.name}</label>
      <input id="name" name="name" autocomplete="cc-name" value="${typed.name}" />
    </fieldset>`;
}

function testCards(session: Stripe.Checkout.Session, lang: Language): Html {
  const t = texts[lang];
  const cards = Object.entries(t.cards).map(([nickname, label]) => {
    const number = TEST_CARDS.find((card) => card.nickname === nickname)?.number ?? '';
    return html`<li>
      <a href="/pay/${session.id}?card=${nickname}"><span>${label}</span><code>${spaced(number)}</code></a>
    </li>`;
  });
  return html`<nav class="test" aria-label="${t.testCards}">
    <h2>${t.testCards}</h2>
    <ul>
      ${cards}
    </ul>
  </nav>`;
}

/** The bank's question behind a 3-D-Secure card. */
export function sendConfirmPage(
  exchange: Exchange,
  account: Account,
  session: Stripe.Checkout.Session,
): void {
  const lang = languageFor(exchange, session);
  const t = texts[lang];
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'usd', lang);
  const body = html`<main class="alone">
    <p class="badge">${t.testMode}</p>
    <h1>${t.bankTitle}</h1>
    <p>${t.bankText(total, account.name)}</p>
    <form method="post" action="/pay/${session.id}/confirm">
      <button type="submit" name="answer" value="confirm">${t.bankConfirm}</button>
      <button class="quiet" type="submit" name="answer" value="refuse">${t.bankRefuse}</button>
    </form>
  </main>`;
  sendPage(exchange, { lang, title: t.bankTitle, style: payStyle, body });
}

/** Instead of the form: paid already, expired, or unknown. */
export function sendClosedPage(exchange: Exchange, session: Stripe.Checkout.Session | null): void {
  const lang = languageFor(exchange, session);
  const t = texts[lang];
  const paid = session?.status === 'complete';
  const [title, text] = !session
    ? [t.missingTitle, t.missingText]
    : paid
      ? [t.paidTitle, t.paidText]
      : [t.expiredTitle, t.expiredText];
  const target = session && (paid ? successUrlOf(session) : session.cancel_url);
  const body = html`<main class="alone">
    <p class="badge">${t.testMode}</p>
    <h1>${title}</h1>
    <p>${text}</p>
    ${target && html`<p><a class="button" href="${target}">${paid ? t.paidContinue : t.back}</a></p>`}
  </main>`;
  sendPage(exchange, { status: !session ? 404 : paid ? 200 : 410, lang, title, style: payStyle, body });
}
