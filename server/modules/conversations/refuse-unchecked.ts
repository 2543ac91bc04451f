import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { listAgents } from '../agents/index.ts'
import { addressesOf, addressKey } from '../customers/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { checkReply, type CheckRules, type Known } from './checks/check-reply.ts'
import { checkPlaceholders } from './checks/check-placeholders.ts'
import { isPersonal } from './checks/names.ts'
import { ownWords } from './checks/own-words.ts'
import type { Warning } from './checks/warning.ts'
import type { Message } from './contract.ts'
import type { Answered } from './find-answered.ts'
import { findForeign } from './find-foreign.ts'
import { talkRow } from './queries/checks.ts'

/** What is to be sent, and in which conversation that is written. */
export interface Unsent {
  conversationId: string
  text: string
  html?: string | undefined
  /** Of a first message, where it is the writer's own. */
  subject?: string | undefined
  attachmentIds: readonly string[]
  recipients: Message['recipients']
  /** Codes of warnings that the writer has looked at. */
  confirmed?: readonly string[] | undefined
}

/** Whose thread it goes on: it is compared with that customer, whoever else stands in the conversation. */
type Thread = Pick<Answered, 'id' | 'inboxId' | 'customerId' | 'own'>

/**
 * Throws `conversations.checks` with what the writer of a message should look at first, unless they have confirmed it all.
 * A forbidden word can't be confirmed. What the product itself writes is looked at for missing values alone, which nobody is
 * there to confirm.
 */
export const refuseUnchecked = async (
  tx: Tx,
  caller: Caller,
  thread: Thread,
  letter: Unsent,
  rules: CheckRules,
): Promise<void> => {
  const isOurs = caller.kind === 'system'
  const warnings = [
    ...checkPlaceholders(letter),
    ...(isOurs ? [] : await settledChecks(tx, caller, thread, letter, rules)),
  ]
  const blocks = ({ code }: Warning): boolean => isOurs || code === 'forbidden-word'
  const open = warnings.filter((one) => blocks(one) || !letter.confirmed?.includes(one.code))
  if (open.length === 0) return
  throw conflict(
    'conversations.checks',
    'Look at what is named here before you send: confirm each, or change the text.',
    { reasons: open.map((one) => ({ ...one, blocks: blocks(one) })) },
  )
}

/** What the workspace has settled that is to be looked at. */
const settledChecks = async (
  tx: Tx,
  caller: Caller,
  thread: Thread,
  letter: Unsent,
  rules: CheckRules,
): Promise<Warning[]> => {
  if (letter.text.trim() === '' || !wantsAny(rules)) return []
  const files = new Set(letter.attachmentIds).size
  return checkReply({ text: letter.text, files }, await knownOf(tx, caller, thread, letter), rules)
}

const wantsAny = ({ warningWords, forbiddenWords, approvals: _, ...checks }: CheckRules): boolean =>
  warningWords.length > 0 || forbiddenWords.length > 0 || Object.values(checks).some(Boolean)

const knownOf = async (
  tx: Tx,
  caller: Caller,
  thread: Thread,
  { conversationId, text, recipients }: Unsent,
): Promise<Known> => {
  const { id, inboxId, customerId } = thread
  const [talk, own, agents, account] = await Promise.all([
    talkRow(tx, id, { conversationId, homes: thread.own }),
    addressesOf(tx, customerId),
    listAgents(tx),
    inboxAccount(tx, inboxId),
  ])
  const heard = talk?.heard ?? ''
  return {
    names: namesOf(recipients, own, [talk?.name, talk?.kana]),
    heard,
    ours: [...agents.map(({ name }) => name), account?.name ?? '', account?.brand.name ?? ''],
    ...(await findForeign(tx, caller, { text: ownWords(text), heard, customerId })),
  }
}

/** How those who are written to are called; with an empty one among them where somebody's name is not known. */
const namesOf = (
  recipients: Message['recipients'],
  own: readonly { kind: string; value: string }[],
  customer: readonly (string | null | undefined)[],
): string[] => {
  const keys = new Set(own.map(addressKey))
  return recipients
    .filter(({ role }) => role === 'to')
    .flatMap((one) => {
      const names = [...(keys.has(addressKey(one)) ? customer : []), one.name].filter(
        (name) => typeof name === 'string' && isPersonal(name),
      ) as string[]
      return names.length > 0 ? names : ['']
    })
}
