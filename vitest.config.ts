import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: './tests/own-folder.ts',
    reporters: ['default', ['json', { outputFile: '.cache/unit.json' }]],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{apps,packages,hardware}/*/src/**/*.test.ts', 'apps/kiosk/{shell,harness}/**/*.test.ts', 'scripts/src/**/*.test.ts', 'tests/{chaos,load,logs,soak,torture}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: 'dom', environment: 'jsdom', include: ['{apps,packages}/*/src/**/*.test.tsx'] } },
    ],
    coverage: {
      provider: 'v8',
      include: ['{apps,packages,hardware}/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/main.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
