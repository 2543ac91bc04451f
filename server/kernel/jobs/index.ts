export { defineJob, type JobOptions, type JobType } from './define.ts'
export { handles, type JobContext, type JobHandler, type Recurring } from './handler.ts'
export { reviveJobs } from './revive-jobs.ts'
export { startJobWorker, type JobWorker } from './worker.ts'
