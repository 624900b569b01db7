import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-params.ts';

test('texts stay texts, repeated names become lists', () => {
  expect(parseSearch('?q=123&cursor=a&cursor=b')).toEqual({ q: '123', cursor: ['a', 'b'] });
  expect(parseSearch('')).toEqual({});
});

test('what is written is read back, Vietnamese and signs included', () => {
  const search = { q: 'Nguyễn & Đặng=?', cursor: ['x', 'y'] };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
  expect(stringifySearch({ q: undefined })).toBe('');
});

test('names of the object prototype are only names', () => {
  expect(Object.keys(parseSearch('?constructor=1'))).toEqual(['constructor']);
});
