import { expect, test } from 'vitest';
import { parseEmailAddress } from './email-address.ts';

test('one person, one form: case and composition do not make another', () => {
  expect(parseEmailAddress('Anna.B@Example.COM')).toBe('anna.b@example.com');
  expect(parseEmailAddress('thu\u0300y@example.com')).toBe(parseEmailAddress('TH\u00d9Y@example.com'));
  expect(parseEmailAddress('o\u031b\u0309@example.com')).toBe('\u1edf@example.com');
});

test('what mail programs take is taken', () => {
  const fine = [
    "o'brien+tag@mail.example.co.uk",
    'a@b.cc',
    '用户@例子.公司',
    'x_y-z=1@xn--fsq.example',
    `${'a'.repeat(64)}@b.example`,
  ];
  for (const address of fine) expect(parseEmailAddress(address), address).not.toBeNull();
});

test('what is no address is refused, never mended', () => {
  const wrong = [
    '',
    'anna',
    'anna@',
    '@example.com',
    'anna@example',
    'a@b@c.example',
    'a b@c.example',
    ' a@c.example',
    'a@c.example ',
    'a@c..example',
    'a@.example',
    'a@c.example.',
    'a,b@c.example',
    'a@c.example,d@e.example',
    'Anna <a@c.example>',
    '"a"@c.example',
    'a@c.example\r\nBcc: x@y.example',
    'a\u0000@c.example',
    'a\u200b@c.example',
    'a\ud800@c.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(320)}.example`,
  ];
  for (const address of wrong) expect(parseEmailAddress(address), JSON.stringify(address)).toBeNull();
});
