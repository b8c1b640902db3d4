import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['assay-source'] },
  ssr: { resolve: { conditions: ['assay-source'] } },
  test: {
    include: ['packages/assay/test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: ['packages/assay/test/support/postgres-server.ts'],
    onConsoleLog(log) {
      throw new Error(`stray console output in a test: ${log}`);
    },
  },
});
