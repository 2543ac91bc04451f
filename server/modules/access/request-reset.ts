import { accountByEmail, normalEmail } from '../agents/index.ts'
import { sendResetMail } from './jobs.ts'
import type { Visit } from './open-session.ts'
import { demandAddress, subjects, tryQuietly } from './throttle.ts'

/**
 * Sends a reset link by mail if there is such an account. Neither the answer nor a limit tells whether there is: one
 * account gets four mails at first, then fewer and fewer.
 */
export const requestReset = async (visit: Visit, input: { email: string }): Promise<{ accepted: true }> => {
  const reference = visit.inWorkspace(0)
  await demandAddress(reference, visit.http.ip)
  const email = normalEmail(input.email)
  const allowed = await tryQuietly(reference, subjects.reset(reference.kernel, email))
  const found = await accountByEmail(reference, email)
  if (allowed && found) {
    await visit.inWorkspace(found.workspaceId).tx(async (tx) => {
      tx.job(sendResetMail, { agentId: found.agentId }, { key: `access.send-reset-mail:${found.agentId}` })
    })
  }
  return { accepted: true }
}
