import { z } from 'zod'
import { id, language, moment } from '../../kernel/contract.ts'
import { agent } from '../agents/contract.ts'

/** Passwords: 10 characters or more; no other rule, as NIST SP 800-63B advises. */
export const password = z.string().min(10).max(200)

export const session = z.object({
  id,
  current: z.boolean(),
  device: z.string(),
  address: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
})
export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  agentId: id,
  createdAt: moment,
  lastUsedAt: moment.nullable(),
})
export const passkey = z.object({ id, name: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })

/** Who is signed in and what they may do. */
export const me = z.object({
  agent,
  workspace: z.object({ id: z.number().int(), name: z.string(), language, timeZone: z.string() }),
  permissions: z.array(z.string()),
  inboxIds: z.array(id).nullable().describe('Inboxes in sight; null means all.'),
  secondFactor: z.boolean(),
})

/** `second-factor`: the password was right, a code is needed now. */
export const signInResult = z.object({ state: z.enum(['signed-in', 'second-factor']) })
export type SignInResult = z.infer<typeof signInResult>
