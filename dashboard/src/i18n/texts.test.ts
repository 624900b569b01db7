import { expect, test } from 'vitest';
import { en } from './en.ts';
import { labelOf } from './texts.ts';
import { vi } from './vi.ts';

type Entry = [path: string, text: string];

/** All texts, those with parameters called with samples. */
function entries(value: unknown, path = ''): Entry[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    return [0, 1, 2, 48].map((sample): Entry => [
      `${path}(${sample})`,
      String((value as (n: unknown) => unknown)(sample)),
    ]);
  }
  return Object.entries(value as object).flatMap(([key, inner]) =>
    entries(inner, path ? `${path}.${key}` : key),
  );
}

test('both languages have the same keys, and a text for each', () => {
  const [english, vietnamese] = [entries(en), entries(vi)];
  expect(vietnamese.map(([path]) => path)).toEqual(english.map(([path]) => path));
  for (const [path, text] of [...english, ...vietnamese]) expect(text.trim(), path).not.toBe('');
});

test('both languages say the parameters', () => {
  for (const catalogue of [en, vi]) {
    expect(catalogue.bookings.shown(25)).toContain('25');
    expect(catalogue.booking.refundWindow(48)).toContain('2 ');
    expect(catalogue.booking.refundWindow(12)).toContain('12 ');
  }
  expect(en.bookings.shown(1)).toBe('1 booking shown');
});

test('Vietnamese is in normal form C, so that it is drawn with the typeface’s own letters', () => {
  for (const [path, text] of entries(vi)) expect(text, path).toBe(text.normalize('NFC'));
});

test('a code that this version does not know is shown as it is', () => {
  expect(labelOf(en.booking.paymentStatuses, 'SUCCEEDED')).toBe('Paid');
  expect(labelOf(en.booking.paymentStatuses, 'DISPUTED')).toBe('DISPUTED');
  expect(labelOf(en.booking.paymentStatuses, 'toString')).toBe('toString');
});
