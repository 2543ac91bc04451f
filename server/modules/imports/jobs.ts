import { defineJob } from '../../kernel/jobs/index.ts'

/** Reads a file, makes what was read, or takes back what was made: whatever the import is at. Each stop of the process costs an attempt. */
export const workJob = defineJob<{ importId: string }>('imports.work', { maxAttempts: 50 })
