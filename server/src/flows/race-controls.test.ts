import { describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import { race, split } from '#testing/race.ts';
import { addEvent, addSession, iso, morning } from '#testing/scene.ts';

/*
 * The controls of races.test.ts: the same races, the protection switched off in a database of its own. They must then fail,
 * or the race would prove nothing. A race is chance, so each is run again until it shows, within a bound.
 */
const ROUNDS = 8;

async function withProduct(work: (t: TestProduct) => Promise<void>): Promise<void> {
  const t = await startTestProduct({ work: false });
  try {
    await work(t);
  } finally {
    await t.close();
  }
}

describe('without its protection, the race is lost', () => {
  test('the last seat: without the CHECK it is sold more than once', { timeout: 60_000 }, async () => {
    await withProduct(async (t) => {
      await t.sql('alter table workshop_sessions drop constraint workshop_sessions_seats_check');
      for (let round = 1; round <= ROUNDS; round += 1) {
        const event = await addEvent(t, { kind: 'workshop', seatLimit: 8 });
        const { start } = await addSession(t, event, { start: morning(10), seats: 1 });
        const { won } = split(await race(t, event.slug, start));
        if (won.length > 1) break;
      }
      expect(await breachedInvariants(t)).toEqual(['more seats are taken than there are']);
    });
  });

  test(
    "a host's slot: without the exclusion constraint it is given away twice",
    { timeout: 60_000 },
    async () => {
      await withProduct(async (t) => {
        await t.sql('alter table host_reservations drop constraint host_reservations_no_overlap');
        for (let round = 1; round <= ROUNDS; round += 1) {
          const event = await addEvent(t);
          const { won } = split(await race(t, event.slug, iso(morning(12))));
          if (won.length > 1) break;
        }
        expect(await breachedInvariants(t)).toEqual(['reservations of one host overlap']);
      });
    },
  );
});
