import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('at most so many at once for each key, and everybody gets in, in order', async () => {
  const gate = createGate<string>(3);
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const order: number[] = [];
  const work = (key: string, n: number) =>
    gate(key, async () => {
      const now = (running.get(key) ?? 0) + 1;
      running.set(key, now);
      most.set(key, Math.max(most.get(key) ?? 0, now));
      if (key === 'a') order.push(n);
      await sleep(n % 4);
      running.set(key, (running.get(key) ?? 1) - 1);
      return n;
    });
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => work(n % 2 === 0 ? 'a' : 'b', n)));
  expect(results).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect([...most.values()]).toEqual([3, 3]);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('a failure lets the next one in and is the caller’s', async () => {
  const gate = createGate<number>(1);
  const failing = gate(1, () => Promise.reject(new Error('no')));
  const next = gate(1, () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
  await expect(gate(1, () => Promise.resolve('again'))).resolves.toBe('again');
});
