import { format, inspect } from 'node:util';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

test('a secret prints as nothing, however it is printed', () => {
  const secret = new Secret('sk_live_1');
  const lines: string[] = [];
  pino({}, { write: (line: string) => lines.push(line) }).info(
    { secret, inside: { secret }, list: [secret] },
    format('%s %o %j', secret, secret, secret),
  );
  const printed = [
    String(secret),
    secret.toString(),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(Object.assign({}, secret)),
    ...lines,
  ];
  for (const text of printed) expect(text).not.toContain('sk_live');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  expect(secret.reveal()).toBe('sk_live_1');
});
