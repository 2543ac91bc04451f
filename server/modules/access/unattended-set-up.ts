import { z } from 'zod'
import { systemCaller } from '../../kernel/caller.ts'
import type { Database } from '../../kernel/db/index.ts'
import { asAppError, invalid } from '../../kernel/errors.ts'
import { language } from '../../kernel/contract.ts'
import { password } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import { isSetUpNeeded, makeFirstOwner } from './set-up.ts'

const shape = z.strictObject({
  email: z.email('must be an e-mail address').max(254),
  password: password.describe('10 to 200 characters'),
  workspace: z.string('must be the name of the workspace').trim().min(1).max(100),
  name: z.string().trim().min(1).max(100).optional(),
  language: language.default('ja'),
  timeZone: z.string().max(60).default('Asia/Tokyo'),
})

/**
 * Sets up without a browser: workspace, owner and an API key, whose text is given this once. Does nothing when there is
 * a workspace already, whoever made it. Throws `invalid` with one sentence that names the wrong field.
 */
export const runUnattendedSetUp = async (
  database: Database,
  input: unknown,
): Promise<{ apiKey?: string; existed: boolean }> => {
  if (!(await isSetUpNeeded(database.reference))) return { existed: true }
  const parsed = shape.safeParse(input)
  if (!parsed.success) throw wrong(parsed.error)
  const { email, workspace, name, ...rest } = parsed.data
  const owner = { ...rest, email, workspaceName: workspace, name: name ?? email.split('@')[0] ?? email }
  const place = { inWorkspace: (id: number) => database.in(id) }
  try {
    const { key } = await makeFirstOwner(place, owner, (tx, agent) =>
      createApiKey(tx, systemCaller(tx.workspaceId), { name: 'MADOGUCHI_SETUP', agentId: agent.id }),
    )
    return { apiKey: key, existed: false }
  } catch (error) {
    // Another process that started at the same moment was first.
    if (asAppError(error)?.code === 'access.set-up-done') return { existed: true }
    throw error
  }
}

const wrong = (error: z.ZodError) => {
  const [issue] = error.issues
  const field = issue?.path.join('.') ?? ''
  const part = field ? `“${field}”: ${issue?.message}` : (issue?.message ?? 'not an object')
  return invalid(
    'access.set-up-file',
    `MADOGUCHI_SETUP can’t be used: ${part}. It needs email, password (10 characters or more) and workspace; name, language (ja or en) and timeZone may be added.`,
  )
}
