import { defineJob } from '../../kernel/jobs/index.ts'

/** Goes on with an erasure. It must come to its end, however often it is interrupted. */
export const eraseJob = defineJob<{ erasureId: string }>('keeping.erase', {
  maxAttempts: 100,
  untilDone: true,
})

/** Puts a person's data into a file. Each stop of the process costs an attempt. */
export const exportJob = defineJob<{ exportId: string }>('keeping.export', { maxAttempts: 15 })
