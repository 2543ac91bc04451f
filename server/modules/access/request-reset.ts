import { newId } from '../../kernel/ids.ts'
import { accountByEmail, normalEmail } from '../agents/index.ts'
import { sendResetMail } from './jobs.ts'
import type { Visit } from './open-session.ts'
import { demandAddress, subjects, tryQuietly } from './throttle.ts'

/**
 * Sends a reset link by mail if there is such an account. Neither the answer nor its time nor a limit tells whether
 * there is: a job is added for nobody as well, and one account gets four mails at first, then fewer and fewer.
 */
export const requestReset = async (visit: Visit, input: { email: string }): Promise<{ accepted: true }> => {
  const reference = visit.inWorkspace(0)
  await demandAddress(reference, visit.http.ip)
  const subject = subjects.reset(reference.kernel, normalEmail(input.email))
  const allowed = await tryQuietly(reference, subject)
  const found = await accountByEmail(reference, input.email)
  if (!allowed) return { accepted: true }
  const { workspaceId, agentId } = found ?? { workspaceId: 0, agentId: newId() }
  await visit.inWorkspace(workspaceId).tx(async (tx) => {
    tx.job(sendResetMail, { agentId }, { key: `access.send-reset-mail:${subject}` })
  })
  return { accepted: true }
}
