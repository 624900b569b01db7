import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeSimulator } from './index.ts';
import { startReceiver } from './test/receiver.ts';
import { KEY, order, sdk } from './test/shop.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stripe-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a restart keeps paid sessions, idempotency keys, endpoints and undelivered events', async () => {
  const stateFile = join(folder, 'deep', 'stripe.json');
  const receiver = await startReceiver();
  const first = await startStripeSimulator({ stateFile });
  first.control.registerWebhook({ secretKey: KEY, url: receiver.url, secret: 'whsec_kept' });
  first.control.holdWebhooks();
  const paid = await sdk(first).checkout.sessions.create(order(), { idempotencyKey: 'kept' });
  const open = await sdk(first).checkout.sessions.create(order());
  first.control.pay(paid.id);
  first.control.pay(open.id, { card: 'three_d_secure', authenticate: 'later' });
  await first.close();

  const second = await startStripeSimulator({ stateFile, webhookJitter: 0 });
  const stripe = sdk(second);
  await second.control.webhooksSettled();
  expect(receiver.received).toHaveLength(6);
  expect((await stripe.checkout.sessions.retrieve(paid.id)).status).toBe('complete');
  expect((await stripe.checkout.sessions.create(order(), { idempotencyKey: 'kept' })).id).toBe(paid.id);
  const { url } = await stripe.checkout.sessions.retrieve(open.id);
  expect(url).toBe(`${second.url}/pay/${open.id}`);
  expect(
    (
      await fetch(`${url ?? ''}/confirm`, {
        method: 'POST',
        body: new URLSearchParams({ answer: 'confirm' }),
        redirect: 'manual',
      })
    ).status,
  ).toBe(303);
  await second.close();
  expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({ version: 1 });
  await receiver.close();
});

test('a file that is no JSON is put aside', async () => {
  const stateFile = join(folder, 'stripe.json');
  await writeFile(stateFile, '{"version":1,"acc');
  const simulator = await startStripeSimulator({ stateFile });
  await sdk(simulator).balance.retrieve();
  await simulator.close();
  expect(await readFile(`${stateFile}.unreadable`, 'utf8')).toContain('acc');
});

test('closing ends hanging requests at once; a taken port is said', async () => {
  const simulator = await startStripeSimulator();
  await expect(startStripeSimulator({ port: simulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  simulator.control.fail({ kind: 'hang' });
  const hanging = sdk(simulator).balance.retrieve();
  const refused = expect(hanging).rejects.toMatchObject({ type: 'StripeConnectionError' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = performance.now();
  await simulator.close();
  expect(performance.now() - before).toBeLessThan(500);
  await refused;
});
