import { afterAll, beforeAll, expect, test } from 'vitest';
import { smtpMailer } from '#modules/notifications/index.ts';
import { Secret } from '#platform/secret.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  book,
  bookingBody,
  bookingRow,
  HOUR,
  iso,
  morning,
  person,
  uidOf,
  until,
} from '#testing/scene.ts';
import { startMailServer, type MailServer } from '#testing/smtp.ts';

let refused: string | null = person('bounces').email;
let server: MailServer;
let t: TestProduct;
beforeAll(async () => {
  server = await startMailServer((address) => address === refused);
  t = await startTestProduct({ mailer: smtpMailer(new Secret(server.url)) });
}, 60_000);
afterAll(async () => {
  await t.close();
  await server.close();
});

const takenFor = (name: string): number =>
  server.taken.filter(({ to }) => to.includes(person(name).email)).length;

test('an address that the mail server refuses keeps no other attendee waiting, and is tried again', async () => {
  const event = await addEvent(t, { seatLimit: 3 });
  const people = [person('bounces'), person('second'), person('third')];
  const made = await book(t, bookingBody(event.slug, iso(morning(5)), people));
  const { id } = await bookingRow(t, uidOf(made));
  const states = () =>
    t.sql(
      "select status from mail_messages where booking_id = $1 and recipient like '%@students.example' order by id",
      [id],
    );
  const outbox = async () => {
    const [row] = await t.sql<{ attempts: number; handled_at: Date | null; last_error: string | null }>(
      `select * from outbox where subscriber = 'notifications:confirmation' and payload = $1`,
      [JSON.stringify({ bookingId: id })],
    );
    return row;
  };
  await until(async () => (await outbox())?.attempts === 1, 'the first try');
  expect(await states()).toEqual([{ status: 'FAILED' }, { status: 'SENT' }, { status: 'SENT' }]);
  expect((await outbox())?.last_error).toContain('no such mailbox');
  refused = null;
  await until(
    async () =>
      (await t.sql('select 1 from graphile_worker._private_jobs where locked_at is not null')).length === 0,
    'the job to be given back',
  );
  await t.advance(HOUR);
  await t.settled();
  expect(await states()).toEqual([{ status: 'SENT' }, { status: 'SENT' }, { status: 'SENT' }]);
  expect(['bounces', 'second', 'third'].map(takenFor)).toEqual([1, 1, 1]);
  expect(server.taken.every(({ data }) => /^Message-ID: <.+@localhost>/im.test(data))).toBe(true);
});
