import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeSimulator, type StripeSimulator } from './index.ts';
import { inDong, item, KEY, order, sdk } from './test/shop.ts';

let simulator: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => {
  simulator = await startStripeSimulator();
  stripe = sdk(simulator);
});
afterEach(() => simulator.close());

async function open(url: string | null, language = 'en'): Promise<{ status: number; text: string }> {
  const response = await fetch(url ?? '', { headers: { 'accept-language': language }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

async function submit(
  url: string | null,
  more: Record<string, string> = {},
): Promise<{ status: number; to: string; text: string }> {
  const form = {
    email: 'lan@example.com',
    number: '4242 4242 4242 4242',
    expiry: '12 / 40',
    cvc: '123',
    ...more,
  };
  const response = await fetch(url ?? '', {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return {
    status: response.status,
    to: response.headers.get('location') ?? '',
    text: await response.text(),
  };
}

test('shows what is bought, in both languages and the currency as it is written', async () => {
  const session = await stripe.checkout.sessions.create(order());
  simulator.control.nameAccount(KEY, 'Lotus Language School');
  const english = await open(session.url);
  expect(english.text).toContain('Pay Lotus Language School');
  expect(english.text).toContain('Luyện phát âm');
  expect(english.text).toContain('$12.00');
  expect(english.text).toContain('value="4242 4242 4242 4242"');
  expect(english.text).toContain('<html lang="en">');
  expect(english.text).not.toContain('<script');
  const vietnamese = await open(session.url, 'vi-VN,vi;q=0.9,en;q=0.8');
  expect(vietnamese.text).toContain('<html lang="vi">');
  const dong = await stripe.checkout.sessions.create(order({ line_items: inDong, locale: 'vi' }));
  expect((await open(dong.url)).text).toMatch(/500\.000\s₫/);
  expect((await open(`${session.url ?? ''}?card=declined`)).text).toContain('value="4000 0000 0000 0002"');
});

test('pays once however often the button is pressed', async () => {
  const session = await stripe.checkout.sessions.create(order());
  const answers = await Promise.all([submit(session.url), submit(session.url)]);
  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 303,
      to: `http://lotus.localhost:3000/done?session=${session.id}`,
    });
  }
  expect(simulator.control.dump(KEY).charges).toHaveLength(1);
  expect((await open(session.url)).text).toContain('This order is paid');
});

test('says what is wrong: declined, no card, past, and lets another card be tried', async () => {
  const session = await stripe.checkout.sessions.create(order());
  const declined = await submit(session.url, { number: '4000 0000 0000 0002' });
  expect(declined.status).toBe(402);
  expect(declined.text).toContain('Your card was declined');
  expect((await submit(session.url, { number: '1234' })).text).toContain('Your card number is invalid');
  expect((await submit(session.url, { expiry: '01 / 20' })).status).toBe(422);
  expect((await submit(session.url, { cvc: '' })).text).toContain('aria-invalid="true"');
  expect((await submit(session.url)).status).toBe(303);
});

test('3-D Secure asks first', async () => {
  const session = await stripe.checkout.sessions.create(order());
  const url = session.url ?? '';
  const asked = await submit(url, { number: '4000 0025 0000 3155' });
  expect(asked).toMatchObject({ status: 303, to: `/pay/${session.id}/confirm` });
  expect((await open(`${url}/confirm`)).text).toContain('Confirm the payment');
  expect((await submit(`${url}/confirm`, { answer: 'refuse' })).status).toBe(402);
  await submit(url, { number: '4000002500003155' });
  expect((await submit(`${url}/confirm`, { answer: 'confirm' })).to).toContain('/done?session=');
});

test('expired and unknown sessions have a page of their own', async () => {
  const session = await stripe.checkout.sessions.create(order());
  await stripe.checkout.sessions.expire(session.id);
  const expired = await open(session.url);
  expect(expired.status).toBe(410);
  expect(expired.text).toContain('http://lotus.localhost:3000/back');
  expect((await submit(session.url)).status).toBe(410);
  expect((await open(`${simulator.url}/pay/cs_test_none`)).status).toBe(404);
});

test('the overview lists what there is, escaped; control works over HTTP', async () => {
  const name = '<b>Bold & co</b>';
  const session = await stripe.checkout.sessions.create(order({ line_items: item('usd', 900, name) }));
  const call = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${simulator.url}/_control/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return response.json();
  };
  expect(await call('pay', { sessionId: session.id, card: 'declined' })).toMatchObject({
    status: 'declined',
  });
  expect(await call('pay', { sessionId: session.id })).toMatchObject({ status: 'paid' });
  const dump = await fetch(`${simulator.url}/_control/dump?secretKey=${KEY}`);
  expect(await dump.json()).toMatchObject({ totals: { usd: { net: 900 } } });
  expect(await call('nonsense', {})).toHaveProperty('error');
  expect((await fetch(`${simulator.url}/_control/reset`)).status).toBe(405);
  const overview = await open(`${simulator.url}/`);
  expect(overview.text).toContain('&lt;b&gt;Bold &amp; co&lt;/b&gt;');
  expect(overview.text).toContain('checkout.session.completed');
});
