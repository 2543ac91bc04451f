import { systemCaller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Variables } from '../../../kernel/variables/index.ts'
import { sendAutomatic } from '../../conversations/index.ts'
import { inboxAccount } from '../../inboxes/index.ts'
import { refusalText } from '../../templates/index.ts'
import type { ContactLimit } from '../contract-limits.ts'
import { demandRecord } from '../harassment/demand-record.ts'
import { recordStep } from '../harassment/record-step.ts'
import { newestOf, noteTold, standingCustomer, type LimitRow } from '../queries/limits.ts'

type Problem = NonNullable<ContactLimit['toldProblem']>

/** Writes it into the thread in which they wrote last, rather of one inbox. Gives why that can't be. */
const write = async (
  tx: Tx,
  variables: Variables,
  { customerId, templateId }: LimitRow,
  inboxId: string | null,
): Promise<Problem | null> => {
  const standing = await standingCustomer(tx, customerId)
  const thread = standing && (await newestOf(tx, standing, inboxId))
  if (!thread) return 'no-thread'
  const account = await inboxAccount(tx, thread.inboxId)
  const writer = thread.recipients.find(({ role }) => role === 'from')
  if (!account || !writer) return 'no-thread'
  if (templateId === null) return 'no-text'
  const refusal = await refusalText(tx, variables, { templateId, conversationId: thread.conversationId })
  if (refusal === undefined) return 'no-text'
  if (!refusal.complete) return 'incomplete'
  const messageId = await sendAutomatic(tx, {
    messageId: thread.messageId,
    author: account.brand.name,
    text: refusal.text,
    recipients: [{ ...writer, role: 'to' }],
  })
  return messageId === undefined ? 'no-thread' : null
}

/**
 * Tells whoever is limited by the approved text, once; nothing where there is none, they were told before, or the limit does not
 * stand any more. What hinders it is kept with the limit and shown: silence would look like an answer. The limit is held.
 */
export const tellCustomer = async (
  tx: Tx,
  variables: Variables,
  limit: LimitRow,
  inboxId: string | null,
): Promise<void> => {
  if (limit.templateId === null || limit.toldAt !== null || limit.liftedAt !== null) return
  const problem = await write(tx, variables, limit, inboxId)
  if (problem !== null && problem === limit.toldProblem) return
  await noteTold(tx, limit.id, { at: problem === null ? tx.now : null, problem })
  const system = systemCaller(tx.workspaceId)
  await recordStep(tx, system, await demandRecord(tx, system, limit.harassmentId), {
    step: problem === null ? 'told' : 'not-told',
    details: problem === null ? {} : { problem },
  })
}
