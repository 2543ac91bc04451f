import { systemCaller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { recordAudit } from '../audit/index.ts'
import { DISABLE_AFTER_MS, holdSeconds, waitSeconds } from './back-off.ts'
import { failWaiting, keepAttempts, type Attempt } from './queries/deliveries.ts'
import { lockHook, saveHook, type HookRow } from './queries/hooks.ts'
import type { Outcome } from './send-signed.ts'

/** An attempt that was made, with the number of those before it. */
export interface Made {
  id: string
  attempts: number
  outcome: Outcome
}

const TIRED: Sentence = {
  en: 'Disabled: every attempt failed for five days. Check the address, then resume it.',
  ja: '5日間すべての送信に失敗したため停止しました。アドレスを確認のうえ、再度有効にしてください。',
}
const GONE: Sentence = {
  en: 'Disabled: the receiver responded with 410, so it wants no more events.',
  ja: '送信先が 410 を返した（今後のイベントは不要）ため停止しました。',
}

const shape = (tx: Tx, { id, attempts, outcome }: Made): Attempt => {
  const { kind, status, reason, answer, retryAfterSeconds } = outcome
  const wait = kind === 'later' ? waitSeconds(attempts + 1, retryAfterSeconds) : undefined
  return {
    id,
    state: kind === 'taken' ? 'done' : wait === undefined ? 'failed' : 'waiting',
    nextAttemptAt: wait === undefined ? null : new Date(tx.now.getTime() + wait * 1000),
    status,
    reason,
    answer,
  }
}

/** Keeps what came of attempts to one webhook, and what follows for the webhook itself. */
export const settleAttempts = async (tx: Tx, webhookId: string, made: readonly Made[]): Promise<void> => {
  const hook = await lockHook(tx, webhookId)
  const counted = made.filter(({ outcome }) => outcome.kind !== 'stopped')
  if (!hook || counted.length === 0) return
  await keepAttempts(
    tx,
    counted.map((one) => shape(tx, one)),
  )
  const outcomes = counted.map(({ outcome }) => outcome)
  if (outcomes.some(({ kind }) => kind === 'gone')) return disable(tx, hook, GONE)
  const next = outcomes.some(({ kind }) => kind === 'taken')
    ? { ...hook, failures: 0, failingSince: null, holdUntil: null, lastSuccessAt: tx.now }
    : failed(tx, hook, outcomes)
  if (next.failingSince && tx.now.getTime() - next.failingSince.getTime() >= DISABLE_AFTER_MS)
    return disable(tx, next, TIRED)
  await saveHook(tx, next)
}

const failed = (tx: Tx, hook: HookRow, outcomes: readonly Outcome[]): HookRow => {
  const failures = hook.failures + 1
  const wish = Math.max(...outcomes.map(({ retryAfterSeconds }) => retryAfterSeconds))
  // An answer like 400 is about one event; the next one may be taken.
  const away = outcomes.every((outcome) => outcome.away)
  return {
    ...hook,
    failures,
    failingSince: hook.failingSince ?? tx.now,
    holdUntil: away ? new Date(tx.now.getTime() + holdSeconds(failures, wish) * 1000) : null,
  }
}

const disable = async (tx: Tx, hook: HookRow, reason: Sentence): Promise<void> => {
  await saveHook(tx, { ...hook, state: 'disabled', reason, failingSince: hook.failingSince ?? tx.now })
  await failWaiting(tx, hook.id, reason)
  if (hook.state === 'disabled') return
  await recordAudit(tx, systemCaller(tx.workspaceId), {
    action: 'webhooks.disable',
    subject: { kind: 'webhook', id: hook.id },
    details: { reason: reason.en },
  })
}
