import type { Found } from './tally.ts'
import type { World } from './world.ts'

interface Page<Item> {
  items: Item[]
  next: string | null
}
interface Message {
  kind: string
  text: string
  receipt: string | null
}

const MARK = /#(?:imap|smtp|chat|reply)-\d+#/
const AT_ONCE = 6

const conversationsOf = async ({ api }: World): Promise<string[]> => {
  const ids = new Set<string>()
  for (let next: string | null = ''; next !== null; ) {
    const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
    const page: Page<{ id: string }> = await api(
      'GET',
      `/api/conversations?view=all&status=any&limit=200${cursor}`,
    )
    for (const { id } of page.items) ids.add(id)
    next = page.next
  }
  return [...ids]
}

const messagesOf = async ({ api }: World, conversation: string): Promise<Message[]> => {
  const messages: Message[] = []
  for (let next: string | null = ''; next !== null; ) {
    const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
    const page: { messages: Message[]; next: string | null } = await api(
      'GET',
      `/api/conversations/${conversation}/messages?limit=200${cursor}`,
    )
    messages.push(...page.messages)
    next = page.next
  }
  return messages
}

/** Everything that an agent finds in the product now, read through its API, and what the sink has. */
export const readFound = async (world: World): Promise<Found> => {
  const left = await conversationsOf(world)
  const all: Message[] = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) all.push(...(await messagesOf(world, id)))
    }),
  )
  const marked = all.flatMap((message) => {
    const mark = MARK.exec(message.text)?.[0]
    return mark === undefined ? [] : [{ ...message, mark }]
  })
  return {
    messages: marked
      .filter(({ kind }) => kind === 'inbound')
      .map(({ mark, text }) => ({ mark, text: text.trim() })),
    answers: marked
      .filter(({ kind }) => kind === 'outbound')
      .map(({ mark, receipt }) => ({ mark, receipt: receipt ?? '' })),
    taken: world.sink.marks.filter((mark) => MARK.test(mark)),
  }
}
