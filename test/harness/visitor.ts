import { randomUUID } from 'node:crypto'

/** A visitor of a chat, as the shop's page sees them. */
export interface Visitor {
  readonly session: string
  /** Writes a message; gives the status of the answer. */
  say(text: string, id?: string): Promise<number>
  /** The thread as the visitor's window shows it. */
  thread(): Promise<{ from: string; text: string }[]>
}

/** Opens a session at a chat's address (`…/channels/chat/TOKEN`). */
export const openVisitor = async (chat: string): Promise<Visitor> => {
  const opened = await fetch(`${chat}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const { session } = (await opened.json()) as { session: string }
  const headers = { 'content-type': 'application/json', 'x-madoguchi-visitor': session }
  return {
    session,
    async say(text, id = randomUUID()) {
      const place = { url: 'https://shop.example/items/42', title: '商品' }
      const body = JSON.stringify({ id, text, place })
      return (await fetch(`${chat}/messages`, { method: 'POST', headers, body })).status
    },
    async thread() {
      const answer = await fetch(`${chat}/thread`, { headers })
      return ((await answer.json()) as { messages: { from: string; text: string }[] }).messages
    },
  }
}
