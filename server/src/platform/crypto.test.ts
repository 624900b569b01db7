import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createKeyring, sha256, type EncryptionKey } from './crypto.ts';
import { Secret } from './secret.ts';

const key = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });
const old = key('2026');
const ring = createKeyring([old]);

describe('encryption', () => {
  test('gives back what was put in, in its context only', () => {
    for (const text of ['', 'sk_test_1', 'Đà Nẵng 🎓', 'x'.repeat(10_000)]) {
      expect(ring.decrypt(ring.encrypt(new Secret(text), 'tenant 1'), 'tenant 1').reveal()).toBe(text);
    }
    const stored = ring.encrypt(new Secret('sk_test_1'), 'tenant 1 stripe_accounts.secret_key');
    expect(() => ring.decrypt(stored, 'tenant 2 stripe_accounts.secret_key')).toThrow();
    expect(() => ring.decrypt(stored, 'tenant 1 stripe_accounts.webhook_secret')).toThrow();
  });

  test('never gives the same text twice, and shows nothing of it', () => {
    const texts = new Set(Array.from({ length: 50 }, () => ring.encrypt(new Secret('the same'), 'c')));
    expect(texts.size).toBe(50);
    for (const text of texts) expect(Buffer.from(text).includes('the same')).toBe(false);
  });

  test('notices every change', () => {
    const stored = ring.encrypt(new Secret('sk_test_1'), 'c');
    const parts = stored.split('.');
    for (const index of parts.keys()) {
      const part = parts[index] ?? '';
      const changed = [`${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`, part.slice(0, -2), ''];
      for (const other of changed) {
        expect(
          () => ring.decrypt(parts.with(index, other).join('.'), 'c'),
          `part ${index}: ${other}`,
        ).toThrow();
      }
    }
    for (const nonsense of ['', 'x', 'v1.2026', 'v1....'])
      expect(() => ring.decrypt(nonsense, 'c')).toThrow();
  });

  test('reads with older keys and writes with the first', () => {
    const stored = ring.encrypt(new Secret('kept'), 'c');
    const rotated = createKeyring([key('2027'), old]);
    expect(rotated.decrypt(stored, 'c').reveal()).toBe('kept');
    const renewed = rotated.encrypt(rotated.decrypt(stored, 'c'), 'c');
    expect(() => ring.decrypt(renewed, 'c')).toThrow(/unknown form or key id/);
    expect(() => createKeyring([key('2027')]).decrypt(stored, 'c')).toThrow();
    expect(() => createKeyring([{ ...key('2026') }]).decrypt(stored, 'c')).toThrow();
    expect(() => createKeyring([])).toThrow();
  });
});

describe('signatures', () => {
  const token = ring.sign('manage booking', '1 abc');

  test('fit their purpose and data only', () => {
    expect(ring.verify('manage booking', '1 abc', token)).toBe(true);
    expect(ring.sign('manage booking', '1 abc')).toBe(token);
    expect(ring.verify('verify address', '1 abc', token)).toBe(false);
    expect(ring.verify('manage booking', '2 abc', token)).toBe(false);
    expect(createKeyring([key('2026')]).verify('manage booking', '1 abc', token)).toBe(false);
    expect(createKeyring([key('2027'), old]).verify('manage booking', '1 abc', token)).toBe(true);
  });

  test('are refused in any other form, without a fault', () => {
    const wrong = [
      '',
      '.',
      '2026.',
      '2026',
      `${token}A`,
      token.slice(0, -1),
      token.replace('2026', '2025'),
      '2026.ключ',
      `x.${token}`,
    ];
    for (const text of wrong) expect(ring.verify('manage booking', '1 abc', text), text).toBe(false);
  });
});

test('a hash says the same of the same text', () => {
  expect(sha256('a')).toBe('ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs');
});
