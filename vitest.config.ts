import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';

const FUNCTIONS = '{engine,simulator,site,lessons}/**/*.test.ts';
const LIVE = 'engine/live/**/*.test.ts';
const PROGRAMS = ['{cli,test,bench}/**/*.test.ts', LIVE];
const BROWSER = 'test/browser/**/*.test.ts';

/**
 * Three groups, one after the other: those that watch a real clock have the processor to themselves. Functions and pages
 * keep nothing between files, so that modules are loaded once for all of them.
 */
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
          name: 'functions',
          include: [FUNCTIONS],
          exclude: [LIVE],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: PROGRAMS,
          exclude: [BROWSER],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: findChromium() === undefined ? [] : [BROWSER],
          isolate: false,
          sequence: { groupOrder: 2 },
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
