import { startTestServer, TEST_SERVER_VARIABLE } from './test-server.ts';

/** vitest's global setup: one PostgreSQL for the whole run, gone at its end; projects that share a run share it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[TEST_SERVER_VARIABLE] !== undefined) return undefined;
  const { stop } = await startTestServer();
  return stop;
}
