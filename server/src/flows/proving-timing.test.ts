import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import { addEvent, addSession, API, book, bookingBody, morning, person } from '#testing/scene.ts';

/** Of each kind. */
const ADDRESSES = process.env['TEST_LONG'] === '1' ? 1000 : 200;
/** What noise makes of two medians of the same thing, generously; a look-up or a mail in between would be more. */
const ALIKE = 1.25;

const listed = Array.from({ length: ADDRESSES }, (_, n) => person(`aa${n}`));
const unlisted = Array.from({ length: ADDRESSES }, (_, n) => person(`zz${n}`));

let t: TestProduct;
let slug: string;
let start: string;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
  const whitelist = listed.map(({ email }) => email);
  const event = await addEvent(t, { kind: 'workshop', seatLimit: 30, whitelist });
  ({ slug } = event);
  ({ start } = await addSession(t, event, { start: morning(12), seats: 30 }));
  // Those who are listed are known to the school, too.
  await t.sql(
    `insert into users (tenant_id, uid, email, name, role)
     select $1, 'timing-' || email, email, 'Known', 'student' from unnest($2::text[]) as email`,
    [t.tenants.lotus, whitelist],
  );
}, 60_000);
afterAll(() => t.close());

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const shape = ({ status, json, headers }: Answer) =>
  JSON.stringify([
    status,
    { ...(json as object), requestId: '' },
    headers['content-type'],
    headers['content-length'],
  ]);

test.each([
  ['asking for a proof', (email: string) => t.call('POST', `${API}/verifications`, { body: { email } })],
  [
    'booking without one',
    (email: string) => book(t, bookingBody(slug, start, [{ name: 'Somebody', email }])),
  ],
  [
    'confirming a guess',
    (email: string) => t.call('POST', `${API}/verifications/confirm`, { body: { email, code: '12345678' } }),
  ],
] as const)(
  '%s tells nobody who is listed: not by status, text or time',
  { timeout: 120_000 },
  async (_, ask) => {
    for (let n = 0; n < 20; n += 1) await ask(`warm${n}@students.example`);
    const times = { listed: [] as number[], unlisted: [] as number[] };
    const shapes = new Set<string>();
    const timed = async (kind: keyof typeof times, email: string) => {
      const began = performance.now();
      const answer = await ask(email);
      times[kind].push(performance.now() - began);
      shapes.add(shape(answer).replaceAll(/req-\w+/g, ''));
    };
    for (let n = 0; n < ADDRESSES; n += 1) {
      const [first, second] =
        n % 2 === 0 ? (['listed', 'unlisted'] as const) : (['unlisted', 'listed'] as const);
      for (const kind of [first, second])
        await timed(kind, (kind === 'listed' ? listed : unlisted)[n]?.email ?? '');
    }
    expect(shapes.size, [...shapes].join('\n')).toBe(1);
    const factor = median(times.listed) / median(times.unlisted);
    expect(Math.max(factor, 1 / factor)).toBeLessThan(ALIKE);
  },
);
