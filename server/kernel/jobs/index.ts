export {
  defineJob,
  handles,
  type JobContext,
  type JobHandler,
  type JobOptions,
  type JobType,
  type Recurring,
} from './define.ts'
export { startJobWorker, type JobWorker } from './worker.ts'
