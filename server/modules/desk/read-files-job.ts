import { defineJob } from '../../kernel/jobs/index.ts'

/** Reads the text of files that wait for it. */
export const readFilesJob = defineJob<object>('desk.read-files', { maxAttempts: 5 })
