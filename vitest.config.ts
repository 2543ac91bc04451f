import { defineConfig } from 'vitest/config'
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/house/fixtures/**'],
    pool: 'forks',
    maxWorkers: 2,
  },
})
