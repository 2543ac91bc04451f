import type { CheckStep } from '../../channels/channel.ts'
import { hostOf } from '../../channels/registry.ts'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { errorText, notFound, unavailable } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { inboxAccount, forgetAccount } from './find-account.ts'
import { findChannel } from './find-channel.ts'
import { noteHealth } from './write-health.ts'

/** A connection check speaks to foreign servers: it is cut off after a minute and a half. */
const LONGEST_MS = 90_000

/**
 * Tries an inbox's connection step by step and notes the outcome as its health. Channels without a check answer with
 * no steps. Runs outside of any transaction: foreign servers may be slow.
 */
export const checkInbox = async (db: WorkspaceDb, caller: Caller, inboxId: string): Promise<CheckStep[]> => {
  demand(caller, 'settings.write')
  forgetAccount(db.kernel, inboxId)
  const account = await inboxAccount(db, inboxId)
  if (!account) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  const channel = await findChannel(account.channel)
  if (!channel.check) return []
  const host = hostOf(db.kernel)
  if (!host) throw unavailable('inboxes.no-host', 'The product is still starting. Try again in a moment.')
  const steps = await collect(channel.check(account, host)[Symbol.asyncIterator]())
  const failed = steps.find((step) => step.state === 'failed')
  await db.tx(async (tx) => {
    await noteHealth(tx, inboxId, failed ? { state: 'failing', reason: failed.message } : { state: 'ok' })
    await recordAudit(tx, caller, {
      action: 'inboxes.check',
      subject: { kind: 'inbox', id: inboxId },
      details: { steps: steps.map(({ name, state }) => ({ name, state })) },
    })
  })
  return steps
}

const collect = async (steps: AsyncIterator<CheckStep>): Promise<CheckStep[]> => {
  const seen: CheckStep[] = []
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<'too long'>((resolve) => {
    timer = setTimeout(() => resolve('too long'), LONGEST_MS)
  })
  try {
    for (;;) {
      const next = await Promise.race([steps.next(), tooLong])
      if (next === 'too long') {
        // Not awaited: an island that hangs would hang here too.
        steps.return?.().catch(() => undefined)
        return [
          ...seen,
          step(
            'The check took longer than 90 seconds and was stopped.',
            '確認に90秒以上かかったため中止しました。',
          ),
        ]
      }
      if (next.done) return seen
      seen.push(next.value)
    }
  } catch (error) {
    const reason = errorText(error)
    return [...seen, step(`The check itself failed: ${reason}`, `確認中に問題が発生しました（${reason}）。`)]
  } finally {
    clearTimeout(timer)
  }
}

const step = (en: string, ja: string): CheckStep => ({ name: 'check', state: 'failed', message: { en, ja } })
