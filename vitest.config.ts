import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['assay-source'] },
  ssr: { resolve: { conditions: ['assay-source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: [],
    onConsoleLog(log) {
      throw new Error(`stray console output in a test: ${log}`);
    },
  },
});
