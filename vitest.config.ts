import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'renderer/**/*.test.ts',
      'electron/**/*.test.ts',
      'e2e/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['e2e/temporary-folder.ts', 'e2e/powershell/engine-pool.ts'],
    // Most tests wait for a process or a browser of their own; vitest would leave one processor out.
    maxWorkers: availableParallelism(),
    // No test changes a module for others, and loading them anew for each file is half of the time of the small ones.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The second that vitest waits for a page is too short on a machine that does much else.
    expect: { poll: { timeout: 30_000 } },
  },
});
