import { defineConfig } from 'vitest/config';
import { CHROMIUM } from './scripts/chromium.mjs';

/** Chromium takes the processor to itself: its tests wait until those that watch a clock are through. */
const BROWSER = 'test/browser/**/*.test.ts';

export default defineConfig({
  test: {
    globalSetup: 'test/support/build.mjs',
    // Live tests build namespaces and wait for real timers.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'all but pages',
          include: ['{engine,simulator,cli,site,lessons,test,bench}/**/*.test.ts'],
          exclude: [BROWSER],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: CHROMIUM === undefined ? [] : [BROWSER],
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'simulator/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.d.ts', '**/testing/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
