import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './queries.ts';

test('a cursor comes back as it went', () => {
  for (const cursor of [
    { start: 0, id: 1 },
    { start: Date.UTC(2027, 0, 11), id: 123_456_789 },
    { start: -86_400_000, id: 1 },
  ]) {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  }
});

test('anything else is none', () => {
  const of = (text: string) => Buffer.from(text).toString('base64url');
  for (const text of [
    '',
    'x',
    '!!',
    of(''),
    of('1'),
    of('1.'),
    of('.1'),
    of('1.2.3'),
    of('1e3.1'),
    of('1.-1'),
    of("1.1' or 1=1"),
    of(`${'9'.repeat(16)}.1`),
  ]) {
    expect(decodeCursor(text), text).toBeNull();
  }
});
