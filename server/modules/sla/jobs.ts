import { defineJob } from '../../kernel/jobs/index.ts'

/** Looks at the clocks whose moment has come. */
export const watchJob = defineJob<Record<string, never>>('sla.watch')

/** Brings the clocks of all conversations that are not resolved to what the policies promise now, some at a time. */
export const settleJob = defineJob<{ after: string }>('sla.settle')
