import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const long = process.env['TEST_LONG'] === '1';

/** Each part is a project of its own, so that only what needs a database starts one. */
export default defineConfig({
  test: {
    reporters: ['default'],
    // Tests wait for databases, servers and browsers more than they compute: one more of them than cores.
    maxWorkers: Math.max(3, availableParallelism() + 1),
    testTimeout: long ? 120_000 : 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'packages', include: ['packages/*/{src,test}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/src/**/*.test.{ts,tsx}'],
          globalSetup: ['server/src/testing/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'simulators', include: ['simulators/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'dashboard', include: ['dashboard/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: { name: 'scripts', include: ['scripts/**/*.test.ts', 'bench/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: long ? 120_000 : 40_000,
        },
      },
    ],
  },
});
