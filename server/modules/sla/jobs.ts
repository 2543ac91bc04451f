import { defineJob } from '../../kernel/jobs/index.ts'
import type { Piece } from './queries/history.ts'

/** Looks at the clocks whose moment has come. */
export const watchJob = defineJob<Record<string, never>>('sla.watch')

/**
 * Brings the clocks of all conversations that are not resolved, or of those of some customers, to what the policies promise
 * now, some at a time.
 */
export const settleJob = defineJob<Piece>('sla.settle')
