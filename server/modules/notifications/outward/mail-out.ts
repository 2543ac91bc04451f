import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { errorText } from '../../../kernel/errors.ts'
import { systemMail } from '../../access/index.ts'
import type { Settled } from '../queries/sendings.ts'
import { retryAfterMs } from './decide.ts'

/** Mails something to a person; gives what became of it. */
export const mailOut = async (
  db: WorkspaceDb,
  to: { name: string; address: string },
  { subject, text }: { subject: string; text: string },
  tries: number,
): Promise<Settled> => {
  const send = await systemMail(db, to.address)
  if (!send) return { state: 'skipped', reason: 'not-ready' }
  try {
    await send({ to, subject, text, unlogged: true })
    return { state: 'sent', reason: null, tried: true }
  } catch (error) {
    db.kernel.log.warn({ error: errorText(error) }, 'a notice could not be mailed')
    const again = retryAfterMs(tries + 1, 0)
    return again === undefined
      ? { state: 'failed', reason: 'unreachable', tried: true }
      : {
          state: 'waiting',
          reason: 'unreachable',
          tried: true,
          dueAt: new Date(db.kernel.clock.now().getTime() + again),
        }
  }
}
