import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestProof } from '#modules/people/index.ts';
import { parseEmailAddress } from '#platform/email-address.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  DAY,
  hostOf,
  HOUR,
  MINUTE,
  morning,
  person,
  type Person,
} from '#testing/scene.ts';

let t: TestProduct;
let slug: string;
let start: string;
const listed = ['api', 'header', 'form', 'link', 'friend', 'replay', 'guesses'].map((name) => person(name));
const named = (name: string): Person => person(name);
beforeAll(async () => {
  t = await startTestProduct();
  const event = await addEvent(t, {
    kind: 'workshop',
    seatLimit: 30,
    whitelist: listed.map(({ email }) => email),
  });
  ({ slug } = event);
  ({ start } = await addSession(t, event, { start: morning(12), seats: 30 }));
}, 60_000);
afterAll(() => t.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  t.call('POST', `${API}/${path}`, { body, headers });
const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  t.call('POST', path, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const visitOf = ({ text }: Answer): string => /name="visit" value="([^"]+)"/.exec(text)?.[1] ?? '';
const codeOf = (answer: Answer) => (answer.json as { code?: string }).code;

async function mailsTo(email: string) {
  await t.settled();
  return (await t.mails()).filter(({ to }) => to?.[0]?.address === email);
}

/** Code and link of the last message to that address. */
async function mailed(email: string): Promise<{ code: string; link: string; token: string }> {
  const text = (await mailsTo(email)).at(-1)?.text ?? '';
  const link = /http\S+\/verify\?\S+/.exec(text)?.[0] ?? '';
  const code = /\d{4} \d{4}/.exec(text)?.[0] ?? '';
  return { code, link, token: new URL(link).searchParams.get('token') ?? '' };
}

async function proofOf({ email }: Person): Promise<string> {
  await post('verifications', { email });
  const confirmed = await post('verifications/confirm', { email, code: (await mailed(email)).code });
  return (confirmed.json as { proof: string }).proof;
}

describe('proving an address over the API', () => {
  test('gives a proof for the code, which a booking carries in its body', async () => {
    const someone = named('api');
    expect(codeOf(await book(t, bookingBody(slug, start, [someone])))).toBe('verification_required');
    const accepted = await post('verifications', { email: someone.email.toUpperCase(), locale: 'vi' });
    expect([accepted.status, accepted.json]).toEqual([202, { validForSeconds: 900 }]);
    const [mail] = await mailsTo(someone.email);
    expect(mail?.subject).toMatch(/^Xác nhận địa chỉ/);
    const { code } = await mailed(someone.email);
    expect(mail?.subject).not.toContain(code);
    const confirmed = await post('verifications/confirm', { email: someone.email, code });
    expect(confirmed.status).toBe(200);
    const { proof, expiresAt } = confirmed.json as { proof: string; expiresAt: string };
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(1.9 * HOUR);
    const booked = await book(t, { ...bookingBody(slug, start, [someone]), proof });
    expect(booked.status).toBe(201);
    const [user] = await t.sql('select email_verified_at from users where email = $1', [someone.email]);
    expect(user?.['email_verified_at']).toBeInstanceOf(Date);
  });

  test('gives it for the link, too; a header carries it; every attendee has to be listed', async () => {
    const someone = named('header');
    await post('verifications', { email: someone.email });
    const { token } = await mailed(someone.email);
    const { proof } = (await post('verifications/confirm', { token })).json as { proof: string };
    const headers = { 'verification-proof': proof };
    const withStranger = bookingBody(slug, start, [someone, named('stranger')]);
    expect(codeOf(await book(t, withStranger, { headers }))).toBe('not_whitelisted');
    // Only the booker proves.
    const withFriend = bookingBody(slug, start, [someone, named('friend')]);
    expect((await book(t, withFriend, { headers })).status).toBe(201);
    const other = bookingBody(slug, start, [named('friend'), someone]);
    expect(codeOf(await book(t, other, { headers }))).toBe('verification_required');
  });

  test('tells the unlisted only then that they are not listed', async () => {
    const stranger = named('unlisted');
    const body = bookingBody(slug, start, [stranger]);
    expect(codeOf(await book(t, body))).toBe('verification_required');
    expect(codeOf(await book(t, { ...body, proof: await proofOf(stranger) }))).toBe('not_whitelisted');
  });

  test('refuses alike what is wrong, used, too old, unknown', async () => {
    const { email } = named('replay');
    const answers: Answer[] = [];
    const confirm = async (body: unknown) => answers.push(await post('verifications/confirm', body));
    await confirm({ email, code: '00000000' });
    await confirm({ token: 'AAAAAAAAAAAAAAAAAAAAAA.dev.AAAA' });
    await post('verifications', { email });
    const first = await mailed(email);
    expect((await post('verifications/confirm', { token: first.token })).status).toBe(200);
    await confirm({ token: first.token });
    await confirm({ email, code: first.code });
    await post('verifications', { email });
    const second = await mailed(email);
    await t.advance(15 * MINUTE);
    await confirm({ token: second.token });
    await confirm({ email, code: second.code });
    const [known] = answers.map(({ json }) => ({ ...(json as object), requestId: '' }));
    for (const answer of answers) {
      expect(answer.status).toBe(422);
      expect({ ...(answer.json as object), requestId: '' }).toEqual(known);
    }
    expect(codeOf(answers[0] as Answer)).toBe('verification_failed');
  });

  test('lets a code be guessed five times; the link goes on', async () => {
    const { email } = named('guesses');
    await post('verifications', { email });
    const { code, token } = await mailed(email);
    const wrong = code.startsWith('1') ? '20000000' : '10000000';
    for (let n = 0; n < 5; n += 1)
      expect(codeOf(await post('verifications/confirm', { email, code: wrong }))).toBe('verification_failed');
    expect(codeOf(await post('verifications/confirm', { email, code }))).toBe('verification_failed');
    expect((await post('verifications/confirm', { token })).status).toBe(200);
  });

  test('counts guesses that come at once', async () => {
    const { email } = named('guessed-at-once');
    await post('verifications', { email });
    await mailed(email);
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        post('verifications/confirm', { email, code: `0000000${n % 10}` }),
      ),
    );
    expect(await t.sql('select tries from email_proofs where email = $1', [email])).toEqual([{ tries: 5 }]);
  });

  test('takes one of two who use a link at once', async () => {
    const { email } = named('twice');
    await post('verifications', { email });
    const { token } = await mailed(email);
    const both = await Promise.all([1, 2].map(() => post('verifications/confirm', { token })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('mails an address five times an hour, and answers as ever', async () => {
    const { email } = named('eager');
    for (let n = 0; n < 7; n += 1) expect((await post('verifications', { email })).status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(5);
    await t.advance(HOUR);
    await post('verifications', { email });
    expect(await mailsTo(email)).toHaveLength(6);
  });

  test('keeps neither code nor token in the database', async () => {
    const { email } = named('secret');
    await post('verifications', { email });
    const { code, token } = await mailed(email);
    const kept = await t.sql<{ kept: string }>(
      `select (select json_agg(o) from outbox o)::text || (select json_agg(p) from email_proofs p)::text
         || (select json_agg(m) from mail_messages m)::text as kept`,
    );
    for (const secret of [code, code.replace(' ', ''), token.split('.').at(-1) ?? ''])
      expect(kept[0]?.kept).not.toContain(secret);
  });

  test('another school’s link, code and proof are nothing here', async () => {
    const someone = named('api');
    await post('verifications', { email: someone.email });
    const { token, code } = await mailed(someone.email);
    const host = hostOf(t, 'harbour');
    const there = (body: unknown) => t.call('POST', `${API}/verifications/confirm`, { host, body });
    expect((await there({ token })).status).toBe(422);
    expect((await there({ email: someone.email, code })).status).toBe(422);
    const event = await addEvent(t, { school: 'harbour', whitelist: [someone.email] });
    const { proof } = (await post('verifications/confirm', { token })).json as { proof: string };
    const body = { ...bookingBody(event.slug, new Date(morning(13)).toISOString(), [someone]), proof };
    expect(codeOf(await book(t, body, { host }))).toBe('verification_required');
  });

  test('a proof that was changed or is over proves nothing', async () => {
    const someone = named('friend');
    const proof = await proofOf(someone);
    const body = bookingBody(slug, start, [someone]);
    const [, ...rest] = proof.split('.');
    const forged = [Buffer.from('form@students.example').toString('base64url'), ...rest].join('.');
    const asOther = bookingBody(slug, start, [named('form')]);
    expect(codeOf(await book(t, { ...asOther, proof: forged }))).toBe('verification_required');
    const longer = proof.replace(/\.(\d+)\./, (_, until: string) => `.${Number(until) + DAY}.`);
    await t.advance(2 * HOUR);
    expect(codeOf(await book(t, { ...body, proof }))).toBe('verification_required');
    expect(codeOf(await book(t, { ...body, proof: longer }))).toBe('verification_required');
  });

  test('refuses what is no address, and paths that lead elsewhere', async () => {
    expect(codeOf(await post('verifications', { email: 'nobody' }))).toBe('validation_failed');
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'x', '/a\n'])
      expect([next, (await post('verifications', { email: 'a@b.example', next })).status]).toEqual([
        next,
        422,
      ]);
  });

  test('is cleaned up after a day', async () => {
    const count = async () => Number((await t.sql('select count(*) from email_proofs'))[0]?.['count']);
    expect(await count()).toBeGreaterThan(5);
    await t.advance(DAY + HOUR);
    await t.sql(`select graphile_worker.add_job('jobs:clean_up')`);
    await expect.poll(count, { timeout: 5000 }).toBe(0);
  });
});

describe('proving an address on the pages', () => {
  const draft = (someone: Person) => ({
    start,
    session: '1',
    seats: '1',
    idempotencyKey: `key-of-${someone.email.replace(/\W/g, '-')}`,
    'attendees.0.name': someone.name,
    'attendees.0.email': someone.email,
  });
  const cookieOf = (answer: Answer): string =>
    answer.headers['set-cookie']?.map((cookie) => cookie.split(';')[0] ?? '').join('; ') ?? '';

  test('the code goes on with the booking that was typed', async () => {
    const someone = named('form');
    const refused = await form(`/e/${slug}/book`, { ...draft(someone), intent: 'book' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(`formaction="/e/${slug}/verify"`);
    const asked = await form(`/e/${slug}/verify`, { ...draft(someone), intent: 'send' });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain(`name="attendees.0.name" value="${someone.name}"`);
    const { code } = await mailed(someone.email);
    const visit = visitOf(asked);
    const wrong = await form(`/e/${slug}/verify`, { ...draft(someone), intent: 'code', code: '123' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(`name="attendees.0.name" value="${someone.name}"`);
    const clicks = await Promise.all(
      [1, 2].map(() => form(`/e/${slug}/verify`, { ...draft(someone), intent: 'code', code, visit })),
    );
    // A double click: both lead to the one booking.
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    expect(clicks[0]?.headers.location).toMatch(/\/b\//);
    expect(clicks[1]?.headers.location).toBe(clicks[0]?.headers.location);
    const back = await form(`/e/${slug}/verify`, { ...draft(someone), intent: 'back' });
    expect(back.text).toContain(`value="${someone.email}"`);
  });

  test('the link wants a click, which leads back to the form with the proof', async () => {
    const someone = named('link');
    await form(`/e/${slug}/verify`, { ...draft(someone), intent: 'send' });
    const { link, token } = await mailed(someone.email);
    const path = link.slice(link.indexOf('/verify'));
    // Mail programs look at it as often as they like.
    for (let n = 0; n < 2; n += 1) expect((await t.call('GET', path)).status).toBe(200);
    const visit = visitOf(await t.call('GET', path));
    // A double click's answers are alike; another page with the same link comes too late.
    const [clicked, again] = [
      await form('/verify', { token, visit }),
      await form('/verify', { token, visit }),
    ];
    expect([clicked.status, again.status]).toEqual([303, 303]);
    expect((await form('/verify', { token, visit: 'another-page' })).status).toBe(422);
    expect(clicked.headers['set-cookie']?.[0]).toMatch(/^proof=.*HttpOnly.*SameSite=Lax/);
    const back = await t.call('GET', clicked.headers.location ?? '', {
      headers: { cookie: cookieOf(clicked) },
    });
    expect(back.text).toContain(`value="${someone.name}"`);
    expect(back.text).toMatch(/role="alert"/);
    const booked = await form(
      `/e/${slug}/book`,
      { ...draft(someone), intent: 'book' },
      { cookie: cookieOf(clicked) },
    );
    expect(booked.status).toBe(303);
    expect((await form('/verify', { token })).status).toBe(422);
    expect((await t.call('GET', path)).status).toBe(422);
  });

  test('no link leads to another host', async () => {
    const email = parseEmailAddress('redirect@students.example');
    if (!email) throw new Error('no address');
    const wanted = { email, purpose: 'verification', locale: 'en' } as const;
    for (const nextPath of ['//evil.example/x', '/\\evil.example', '/\t/evil.example']) {
      await requestProof(t.product.deps, t.tenants.lotus, { ...wanted, nextPath });
      const clicked = await form('/verify', { token: (await mailed(email)).token });
      expect([nextPath, clicked.headers.location]).toEqual([nextPath, '/']);
    }
    await form('/sign-in/link', { email: 'oliver@lotus.example', next: '//evil.example' });
    const signedIn = await form('/verify', { token: (await mailed('oliver@lotus.example')).token });
    expect(signedIn.headers.location).toBe('/me');
  });

  test('other sites can have nothing confirmed', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    for (const path of ['/verify', '/sign-in/link', '/sign-in/code', `/e/${slug}/verify`])
      expect([path, (await form(path, {}, headers)).status]).toEqual([path, 403]);
    expect((await post('verifications', { email: 'a@b.example' }, headers)).status).toBe(403);
  });
});

describe('signing in by mail', () => {
  const session = async (cookie: string) =>
    (
      (await t.call('GET', `${API}/session`, { headers: { cookie } })).json as {
        user: { email: string } | null;
      }
    ).user?.email;
  const cookieOf = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';

  test('by the link, students to their bookings and staff to the dashboard', async () => {
    for (const [email, path] of [
      ['minhanh@lotus.example', '/me'],
      ['mai@lotus.example', '/dashboard'],
      ['admin@lotus.example', '/dashboard'],
    ] as const) {
      await form('/sign-in/link', { email, next: '/me' }, { 'accept-language': 'en' });
      const [mail] = await mailsTo(email);
      expect(mail?.subject).toBe('Sign in to Lotus Language School');
      const { token } = await mailed(email);
      const clicked = await form('/verify', { token });
      expect([clicked.status, clicked.headers.location]).toEqual([303, path]);
      expect(await session(cookieOf(clicked))).toBe(email);
    }
  });

  test('by the code', async () => {
    const email = 'thuylinh@lotus.example';
    await form('/sign-in/link', { email, next: '/e/trial-lesson' });
    const { code } = await mailed(email);
    expect((await form('/sign-in/code', { email, code: '1', next: '/me' })).status).toBe(422);
    // It proves the address for signing in alone.
    expect((await post('verifications/confirm', { email, code })).status).toBe(422);
    const signedIn = await form('/sign-in/code', { email, code, next: '/me' });
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/e/trial-lesson']);
    expect(await session(cookieOf(signedIn))).toBe(email);
  });

  test('shows the same page for everybody, mails those who are known, and nobody else', async () => {
    await t.sql(`update users set deactivated_at = now() where email = 'emma@lotus.example'`);
    const pages = [];
    for (const email of ['david@lotus.example', 'emma@lotus.example', 'nobody@lotus.example']) {
      const { status, text } = await form('/sign-in/link', { email });
      pages.push([
        status,
        text.replaceAll(email, '…').replaceAll(/nonce="[^"]*"|name="visit" value="[^"]*"/g, ''),
      ]);
    }
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual(pages[0]);
    expect(await mailsTo('emma@lotus.example')).toEqual([]);
    expect(await mailsTo('nobody@lotus.example')).toEqual([]);
    await t.sql(`update users set deactivated_at = null where email = 'emma@lotus.example'`);
  });

  test('what is no address is said on the form', async () => {
    const answer = await form('/sign-in/link', { email: 'kim', next: '/me' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="kim"');
  });
});
