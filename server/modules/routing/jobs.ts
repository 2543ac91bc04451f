import { defineJob } from '../../kernel/jobs/index.ts'

/** Hands out what waits. */
export const distributeJob = defineJob<Record<string, never>>('routing.distribute')

/** Finds the queue of every conversation that may wait, from one on, some at a time. */
export const requeueJob = defineJob<{ after: string }>('routing.requeue')
