import { demand, may, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { NOBODY } from '../../kernel/ids.ts'
import { renderText, type Subjects, type Variables } from '../../kernel/variables/index.ts'
import { findAnswered, findConversation, SPOKEN_OF } from '../conversations/index.ts'
import { addressesOf, addressKey, EMAIL, seesCustomer } from '../customers/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import type { Preview } from './contract.ts'

/** Of what an answer of the caller's speaks, and to whom it goes. */
export interface Occasion {
  subjects: Subjects
  conversationId: string
  /** To whom it goes; nobody where that is none of our customers, or one whom the caller may not know of. */
  customerId: string
  workspace: Awaited<ReturnType<typeof getWorkspace>>
}

/** The conversation in which somebody answers, and to which addresses; left out: to whoever wrote last. */
export interface Answering {
  conversationId: string
  to?: readonly string[] | undefined
}

/** False where an answer goes to other people alone, like a carrier: it calls nobody by the customer's name. */
const goesToThem = async (
  db: Db,
  { customerId, inbound }: Awaited<ReturnType<typeof findAnswered>>,
  to: readonly string[] = [],
): Promise<boolean> => {
  if (to.length === 0) return true
  const writer = inbound?.recipients.filter(({ role }) => role === 'from') ?? []
  const theirs = new Set([...writer, ...(await addressesOf(db, customerId))].map(addressKey))
  return to.some((value) => theirs.has(addressKey({ kind: EMAIL, value })))
}

/**
 * An answer in a conversation in the caller's sight. Where people were merged, it speaks of the one who is written to. Of a
 * customer whom the caller may not see nothing is known: an address that somebody typed must not tell whose it is.
 */
export const occasionOf = async (
  db: Db,
  caller: Caller,
  { conversationId, to }: Answering,
): Promise<Occasion> => {
  demand(caller, 'conversations.reply')
  const conversation = await findConversation(db, caller, conversationId)
  const [answered, workspace] = await Promise.all([findAnswered(db, conversation, to), getWorkspace(db)])
  const speaksOfThem =
    may(caller, 'customers.read') &&
    (await seesCustomer(db, caller, answered.customerId)) &&
    (await goesToThem(db, answered, to))
  const customerId = speaksOfThem ? answered.customerId : NOBODY
  const subjects: Record<(typeof SPOKEN_OF)[number], string> = {
    conversation: answered.id,
    customer: customerId,
    inbox: answered.inboxId,
    agent: caller.id ?? NOBODY,
    workspace: String(db.workspaceId),
  }
  return { subjects, conversationId: conversation.id, customerId, workspace }
}

/** A text as it reads on an occasion, with what is wrong with it and what is missing. */
export const fillIn = async (
  db: Db,
  variables: Variables,
  { subjects, workspace: { timeZone } }: Occasion,
  { text, language }: { text: string; language: string },
): Promise<Preview> => {
  const [compiled] = await variables.compile(db, SPOKEN_OF, [text])
  if (!compiled) throw new Error('a text was not made ready')
  const valueOf = await variables.read(db, [compiled], [subjects])
  const rendered = renderText(compiled, (name) => valueOf(0, name), { language, timeZone })
  const titles = new Map(
    compiled.parts.flatMap((part) =>
      typeof part === 'string' ? [] : [[part.variable.name, part.variable.title] as const],
    ),
  )
  return {
    ...rendered,
    language,
    complete: rendered.missing.length === 0 && compiled.troubles.every(({ code }) => code === 'may-be-empty'),
    missing: rendered.missing.flatMap((name) => {
      const title = titles.get(name)
      return title ? [{ name, title }] : []
    }),
    troubles: compiled.troubles,
  }
}
