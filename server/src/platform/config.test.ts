import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError, newDevelopmentKey, parseKeys, readConfig } from './config.ts';

const keyText = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_DOMAIN: 'lessons.example',
  DATABASE_URL: 'postgres://app@db.example/lessons',
  DATABASE_ADMIN_URL: 'postgres://owner@db.example/lessons',
  IMMERSIO_API_BASE: 'https://api.immersio.example',
  SMTP_URL: 'smtps://mail.example',
  ENCRYPTION_KEYS: keyText('k1'),
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}
const namesOf = (env: Record<string, string>): string[] =>
  faultsOf(env).map((fault) => fault.split(':')[0] ?? '');

test('without any setting: development, on localhost, with everything at hand', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'development',
    port: 3000,
    baseDomain: 'localhost',
    database: null,
    stripeApiBase: null,
    immersioApiBase: null,
    smtpUrl: null,
    encryptionKeys: null,
    rateLimits: { holdsPerAddress: 5, limits: { bookings: { max: 600, windowSeconds: 60 } } },
  });
  expect(readConfig({ PORT: ' 8080 ', BASE_DOMAIN: 'Lessons.Example', SMTP_URL: '' })).toMatchObject({
    port: 8080,
    baseDomain: 'lessons.example',
    smtpUrl: null,
  });
});

test('every fault is told at once, by name', () => {
  const wrong = {
    NODE_ENV: 'staging',
    PORT: '80a',
    BASE_DOMAIN: 'http://x:1',
    DATABASE_URL: 'mysql://x',
    DATABASE_WORKER_URL: 'nonsense',
    STRIPE_API_BASE: 'stripe.example',
    IMMERSIO_API_BASE: 'ftp://x',
    SMTP_URL: 'https://x',
    ENCRYPTION_KEYS: 'short:abc',
    RATE_LIMITS: 'bookings=many',
  };
  expect(new Set(namesOf(wrong))).toEqual(new Set([...Object.keys(wrong), 'DATABASE_ADMIN_URL']));
  expect(() => readConfig(wrong)).toThrow(/PORT.*\n.*BASE_DOMAIN/);
});

test.each(['65536', '-1', '1e3', '0x50', '3000.5'])('PORT=%s is none', (PORT) => {
  expect(namesOf({ PORT })).toEqual(['PORT']);
});

describe('databases', () => {
  const app = 'postgres://app@db.example/lessons';
  const admin = 'postgresql://owner@db.example/lessons';

  test('the worker uses the application’s unless it has its own', () => {
    const { database } = readConfig({ DATABASE_URL: app, DATABASE_ADMIN_URL: admin });
    expect(database?.worker.reveal()).toBe(app);
    const own = readConfig({ DATABASE_URL: app, DATABASE_ADMIN_URL: admin, DATABASE_WORKER_URL: `${app}2` });
    expect(own.database?.worker.reveal()).toBe(`${app}2`);
    expect(JSON.stringify(own)).not.toContain('db.example');
  });

  test('one without the others is a fault', () => {
    expect(namesOf({ DATABASE_URL: app })).toEqual(['DATABASE_ADMIN_URL']);
    expect(namesOf({ DATABASE_ADMIN_URL: admin })).toEqual(['DATABASE_URL']);
    expect(namesOf({ DATABASE_WORKER_URL: app })).toEqual(['DATABASE_URL']);
  });
});

describe('production', () => {
  test('is fine with all of its settings', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ mode: 'production', baseDomain: 'lessons.example' });
  });

  test('refuses to do without, and what is for development', () => {
    expect(new Set(namesOf({ NODE_ENV: 'production' }))).toEqual(
      new Set(['DATABASE_URL', 'IMMERSIO_API_BASE', 'SMTP_URL', 'BASE_DOMAIN', 'ENCRYPTION_KEYS']),
    );
    const cases: [string, string][] = [
      ['RATE_LIMITS', 'off'],
      ['RATE_LIMITS', 'OFF'],
      ['STRIPE_API_BASE', 'http://127.0.0.1:4000'],
      ['IMMERSIO_API_BASE', 'http://127.0.0.1:4001'],
      ['BASE_DOMAIN', 'app.localhost'],
      ['ENCRYPTION_KEYS', newDevelopmentKey()],
    ];
    for (const [name, value] of cases)
      expect(namesOf({ ...PRODUCTION, [name]: value }), value).toEqual([name]);
  });
});

describe('limits', () => {
  test('are off, or changed one by one', () => {
    expect(readConfig({ RATE_LIMITS: 'off' }).rateLimits).toBe('off');
    const { rateLimits } = readConfig({ RATE_LIMITS: 'bookings=10/30, holds=2' });
    expect(rateLimits).toMatchObject({
      holdsPerAddress: 2,
      limits: { bookings: { max: 10, windowSeconds: 30 }, api: { max: 1200 } },
    });
  });

  test.each([
    'none',
    'bookings',
    'bookings=0/60',
    'bookings=5',
    'holds=5/60',
    'unknown=5/60',
    'api=1/0',
    'api=-1/60',
  ])('%s is none', (text) => {
    expect(namesOf({ RATE_LIMITS: text })).toEqual(['RATE_LIMITS']);
  });
});

test('keys: several, the current first; twice the same id, a wrong length or no id are faults', () => {
  const keys = parseKeys(`${keyText('new')},${keyText('old')}`);
  expect(keys.map(({ id, key }) => [id, key.length])).toEqual([
    ['new', 32],
    ['old', 32],
  ]);
  for (const text of [`${keyText('a')},${keyText('a')}`, 'a:AAAA', keyText(''), 'a', `${keyText('a')},`]) {
    expect(namesOf({ ENCRYPTION_KEYS: text }), text).toEqual(['ENCRYPTION_KEYS']);
    expect(faultsOf({ ENCRYPTION_KEYS: text }).join(), 'no key in a message').not.toMatch(
      /[A-Za-z0-9+/]{40}/,
    );
  }
});
