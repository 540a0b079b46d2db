import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,simulator,cli,site,lessons,test,bench}/**/*.test.ts'],
    globalSetup: 'test/support/build.mjs',
    // Live tests build namespaces and wait for real timers.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'simulator/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.d.ts', '**/testing/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
