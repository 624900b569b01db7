import { type Exchange, redirect } from '../../http/listen.ts';
import { parseForm } from '../api/form.ts';
import { expireDueSessions } from '../objects/expire-session.ts';
import { answerHolder, paySession, waitsForHolder } from '../objects/pay-session.ts';
import type { PayOutcome } from '../types.ts';
import { findSession, type World } from '../world.ts';
import {
  languageFor,
  type PayError,
  prefilled,
  sendClosedPage,
  sendConfirmPage,
  sendPayPage,
  type Typed,
} from './pay-page.ts';
import { errorText, texts } from './texts.ts';

/** Serves `/pay/<session>` and `/pay/<session>/confirm`. */
export function servePayPage(world: World, exchange: Exchange): void {
  const [, , sessionId = '', step] = exchange.path.split('/');
  expireDueSessions(world);
  const found = findSession(world, sessionId);
  if (!found) {
    sendClosedPage(exchange, null);
    return;
  }
  const { account, session } = found;
  if (exchange.method === 'POST') {
    submit(world, exchange, sessionId, step === 'confirm');
    return;
  }
  if (session.status !== 'open') {
    sendClosedPage(exchange, session);
    return;
  }
  if (step === 'confirm') {
    if (waitsForHolder(account, session)) sendConfirmPage(exchange, account, session);
    else redirect(exchange, 303, `/pay/${sessionId}`);
    return;
  }
  const typed = prefilled(world, session, exchange.url.searchParams.get('card'));
  sendPayPage(exchange, { account, session, typed, error: null, status: 200 });
}

function submit(world: World, exchange: Exchange, sessionId: string, answersBank: boolean): void {
  const form = parseForm(exchange.body.toString('utf8'));
  const field = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  if (answersBank) {
    show(world, exchange, sessionId, answerHolder(world, sessionId, field('answer') === 'confirm'), null);
    return;
  }
  const typed: Typed = {
    email: field('email'),
    number: field('number'),
    expiry: field('expiry'),
    cvc: field('cvc'),
    name: field('name'),
  };
  const outcome = wrongField(world, sessionId, typed) ?? paySession(world, sessionId, paymentOf(typed));
  show(world, exchange, sessionId, outcome, typed);
}

function paymentOf(typed: Typed): Parameters<typeof paySession>[2] {
  return {
    card: typed.number,
    email: typed.email,
    authenticate: 'later',
    ...(typed.name === '' ? {} : { name: typed.name }),
  };
}

/** What can be seen to be wrong before the card is tried; only an open session's form is looked at. */
function wrongField(world: World, sessionId: string, typed: Typed): PayOutcome | null {
  const session = findSession(world, sessionId)?.session;
  if (session?.status !== 'open') return null;
  const wrong = (field: 'expiry' | 'cvc' | 'email'): PayOutcome => ({
    status: 'invalid_card',
    field,
    code: `invalid_${field}`,
    message: '',
  });
  if (session.customer_email === null && !/^[^\s@]+@[^\s@]+$/.test(typed.email)) return wrong('email');
  if (session.amount_total === 0) return null;
  const [, month, year] = /^(\d{1,2})\s*\/?\s*(\d{2})$/.exec(typed.expiry) ?? [];
  const end = Date.UTC(2000 + Number(year), Number(month), 1);
  const isMonth = Number(month) >= 1 && Number(month) <= 12;
  if (!isMonth || end <= world.settings.now()) return wrong('expiry');
  return /^\d{3,4}$/.test(typed.cvc) ? null : wrong('cvc');
}

function show(
  world: World,
  exchange: Exchange,
  sessionId: string,
  outcome: PayOutcome,
  typed: Typed | null,
): void {
  if (outcome.status === 'paid' || outcome.status === 'already_paid') {
    redirect(exchange, 303, outcome.redirectTo);
    return;
  }
  if (outcome.status === 'requires_action') {
    redirect(exchange, 303, `/pay/${sessionId}/confirm`);
    return;
  }
  const found = findSession(world, sessionId);
  if (!found || outcome.status === 'expired' || outcome.status === 'not_found') {
    sendClosedPage(exchange, found?.session ?? null);
    return;
  }
  const declined = outcome.status === 'declined';
  const t = texts[languageFor(exchange, found.session)];
  const error: PayError = {
    field: declined ? 'number' : outcome.field,
    message: errorText(t, outcome.code, declined ? outcome.declineCode : null),
  };
  sendPayPage(exchange, {
    ...found,
    typed: typed ?? prefilled(world, found.session, null),
    error,
    status: declined ? 402 : 422,
  });
}
