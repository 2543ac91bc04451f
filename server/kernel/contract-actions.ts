import { z } from 'zod'
import { line } from './contract.ts'

/** One thing to do, with what it is done with. */
export const step = z.object({
  action: line(100).describe('Name of an action, from GET /api/actions.'),
  fields: z.record(z.string().max(100), z.unknown()).default({}),
})
export type Step = z.infer<typeof step>
