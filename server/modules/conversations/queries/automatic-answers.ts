import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Automatic answers since a moment, to some addresses and out of some inboxes. */
export const answersSince = (
  tx: Tx,
  { valueKeys, inboxIds }: { valueKeys: readonly string[]; inboxIds: readonly string[] },
  since: Date,
): Promise<{ inboxId: string; valueKey: string; count: number }[]> =>
  tx.many(sql`
    select inbox_id as "inboxId", value_key as "valueKey", count(*) as count from automatic_answers
    where workspace_id = ${tx.workspaceId} and at > ${since}
      and (value_key = any(${valueKeys}::text[]) or inbox_id = any(${inboxIds}::uuid[]))
    group by inbox_id, value_key`)

/** Notes automatic answers, and lets go of those of the same inboxes that count no more. */
export const keepAnswers = async (
  tx: Tx,
  answers: readonly { messageId: string; inboxId: string; valueKey: string }[],
  before: Date,
): Promise<void> => {
  await tx.run(sql`
    insert into automatic_answers (workspace_id, message_id, inbox_id, value_key, at)
    select ${tx.workspaceId}, a.message_id, a.inbox_id, a.value_key, ${tx.now}
    from unnest(${answers.map(({ messageId }) => messageId)}::uuid[], ${answers.map(({ inboxId }) => inboxId)}::uuid[],
      ${answers.map(({ valueKey }) => valueKey)}::text[]) as a (message_id, inbox_id, value_key)`)
  await tx.run(sql`
    delete from automatic_answers
    where workspace_id = ${tx.workspaceId} and inbox_id = any(${answers.map(({ inboxId }) => inboxId)}::uuid[]) and at <= ${before}`)
}

/** Forgets the automatic answers of an inbox. */
export const forgetAnswers = (tx: Tx, inboxId: string): Promise<number> =>
  tx.run(sql`delete from automatic_answers where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId}`)
