import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { SummaryReporter } from './test/harness/summary-reporter.ts'

const globalSetup = ['test/harness/global-setup.ts'].filter((file) => existsSync(file))

export default defineConfig({
  test: {
    environment: 'node',
    include: ['server', 'test', 'seed', 'bench', 'portal', 'design', 'widget', 'web', 'scripts'].map(
      (folder) => `${folder}/**/*.test.{ts,tsx}`,
    ),
    exclude: ['**/node_modules/**', 'test/house/fixtures/**', '**/dist/**'],
    globalSetup,
    // Each file has a database of its own; more than two at once only wait for each other on small machines.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    // A second, as it is without this, is short for a server, a database and a browser that share a busy machine.
    expect: { poll: { timeout: 25_000 } },
    // Real mail servers and browsers on a busy machine: one more try there, none while developing.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 120_000,
    reporters: ['default', new SummaryReporter()],
  },
})
