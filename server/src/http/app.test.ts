import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/database.ts';
import { systemClock } from '#platform/clock.ts';
import { newDevelopmentKey, parseKeys, readConfig } from '#platform/config.ts';
import { createKeyring } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import { Secret } from '#platform/secret.ts';
import { createApp } from './app.ts';
import type { Policy, SignedInUser } from './context.ts';
import { permits } from './guards.ts';
import { problemOf, toAppError } from './problem.ts';

// Nothing is asked of this database: a pool connects at the first query.
const db = openDatabase({ url: new Secret('postgresql://nobody@127.0.0.1:1/none'), subscriptions: {} });
afterAll(() => db.end());

let app: Awaited<ReturnType<typeof createApp>>;
beforeEach(async () => {
  app = await createApp(
    {
      db,
      clock: systemClock,
      keyring: createKeyring(parseKeys(newDevelopmentKey())),
      config: readConfig({ NODE_ENV: 'test', RATE_LIMITS: 'off' }),
      resolveSession: async () => null,
    },
    pino({ level: 'silent' }),
    () => ({ html: '<p>An error</p>', nonce: 'n' }),
  );
});

const anywhere = { policy: 'public', host: 'any' } as const;

describe('a route', () => {
  test('without a policy does not start', () => {
    expect(() => app.get('/open', async () => 'open')).toThrow('GET /open has no policy');
    expect(() => app.get('/open', { config: { limit: 'api' } }, async () => 'open')).toThrow(/has no policy/);
    expect(() => app.get('/open', { config: anywhere }, async () => 'open')).not.toThrow();
  });

  test('answers faults as problems that tell nothing of the inside, and browsers with a page', async () => {
    app.get('/fault', { config: anywhere }, async () => {
      throw new Error('password=hunter2 at /srv/app.ts:3');
    });
    const answer = await app.inject('/fault');
    expect(answer.statusCode).toBe(500);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      code: 'internal',
      status: 500,
      requestId: answer.headers['x-request-id'],
    });
    expect(answer.body).not.toMatch(/hunter2|app\.ts/);
    const page = await app.inject({ url: '/fault', headers: { accept: 'text/html,*/*' } });
    expect([page.statusCode, page.body]).toEqual([500, '<p>An error</p>']);
    expect(page.headers['content-security-policy']).toContain("'nonce-n'");
  });

  test('says that it is busy while the database is away', async () => {
    app.get('/data', { config: { policy: 'public', host: 'any' } }, () =>
      db.withTenant(1, async () => 'data'),
    );
    const answer = await app.inject('/data');
    expect([answer.statusCode, answer.json()]).toMatchObject([503, { code: 'busy' }]);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test('policies: who is let through', () => {
  const user = (role: SignedInUser['role']): SignedInUser => ({
    id: 1,
    uid: 'u',
    name: 'n',
    email: 'e',
    role,
    locale: null,
    timeZone: null,
    emailVerified: false,
  });
  const table: Record<Policy, boolean[]> = {
    public: [true, true, true, true],
    signed_in: [false, true, true, true],
    staff: [false, false, true, true],
    admin: [false, false, false, true],
  };
  for (const [policy, expected] of Object.entries(table)) {
    const answers = [null, user('student'), user('teacher'), user('admin')].map((who) =>
      permits(policy as Policy, who),
    );
    expect(answers, policy).toEqual(expected);
  }
});

test('an error of ours says what it is; its extra and fields are shown, its cause is not', () => {
  const error = new AppError('slot_taken', 'This time has just been taken', {
    fields: [{ field: 'start', code: 'taken', message: 'is taken' }],
    extra: { alternatives: [1] },
    cause: new Error('inside'),
  });
  expect(problemOf(toAppError(error), 'id')).toEqual({
    type: 'https://lessonry.dev/problems/slot_taken',
    title: 'This time has just been taken',
    status: 409,
    code: 'slot_taken',
    detail: 'This time has just been taken',
    requestId: 'id',
    errors: [{ field: 'start', code: 'taken', message: 'is taken' }],
    alternatives: [1],
  });
  expect(toAppError({ code: '57P01' }).code).toBe('busy');
  expect(toAppError('a string').code).toBe('internal');
});
