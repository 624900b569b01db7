import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import { addEvent, addSession, book, bookingBody, morning, signIn, type Person } from '#testing/scene.ts';

const oliver: Person = { name: 'Oliver Bennett', email: 'oliver@lotus.example' };
const friend: Person = { name: 'A friend', email: 'friend@students.example' };
/** The same letters, composed and decomposed. */
const composed: Person = { name: 'Thùy', email: 'th\u00f9y@students.example' };

let t: TestProduct;
let start: string;
let slug: string;
let cookie: string;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
  const event = await addEvent(t, {
    kind: 'workshop',
    seatLimit: 4,
    whitelist: [oliver.email, composed.email],
  });
  ({ slug } = event);
  ({ start } = await addSession(t, event, { start: morning(12), seats: 4 }));
  cookie = await signIn(t, oliver.email);
}, 60_000);
afterAll(() => t.close());

const attempt = async (
  attendees: Person[],
  headers: Record<string, string> = {},
): Promise<[number, string | undefined]> => {
  const { status, json } = await book(t, bookingBody(slug, start, attendees), { headers });
  return [status, (json as { code?: string }).code];
};

describe('an event for listed people', () => {
  test('asks for a proof of the address, whether it is listed or not', async () => {
    expect(await attempt([oliver])).toEqual([403, 'verification_required']);
    expect(await attempt([friend])).toEqual([403, 'verification_required']);
  });

  test('asks for it of a signed-in student who books under another address', async () => {
    expect(await attempt([composed], { cookie })).toEqual([403, 'verification_required']);
  });

  test('refuses the proved and listed for an attendee who is not listed', async () => {
    expect(await attempt([oliver, friend], { cookie })).toEqual([403, 'not_whitelisted']);
  });

  test('refuses the proved who is not listed', async () => {
    const other = await signIn(t, 'thuylinh@lotus.example');
    const linh = { name: 'Linh', email: 'thuylinh@lotus.example' };
    expect(await attempt([linh], { cookie: other })).toEqual([403, 'not_whitelisted']);
  });

  test('is open to the proved and listed, in whatever form the addresses are typed', async () => {
    const shouted = { ...oliver, email: 'OLIVER@Lotus.Example' };
    const decomposed = { ...composed, email: composed.email.normalize('NFD') };
    expect(decomposed.email).not.toBe(composed.email);
    expect(await attempt([shouted, decomposed], { cookie })).toEqual([201, undefined]);
    expect(await t.sql('select email from attendees where email = $1', [composed.email])).toHaveLength(1);
  });

  test('asks for the proof before it tells that no seat is left', async () => {
    await t.sql('update workshop_sessions set seat_limit = seats_taken where starts_at = $1', [start]);
    expect(await attempt([friend])).toEqual([403, 'verification_required']);
    expect(await attempt([oliver], { cookie })).toEqual([409, 'fully_booked']);
  });
});
