import { randomUUID } from 'node:crypto'
import { send } from './product.ts'

/** Every visitor comes from an address of their own, as visitors do. */
const addressOf = (visitor: number): string =>
  `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`

/** Opens chat sessions at an inbox's address; visitors are numbered from `first` on. */
export const openVisitors = async (url: string, count: number, first: number): Promise<string[]> => {
  const sessions: string[] = []
  const open = async (visitor: number): Promise<void> => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': addressOf(visitor) }
    const { status, text } = await send(`${url}/sessions`, 'POST', headers, '{}')
    if (status > 299) throw new Error(`a session was answered with ${status}`)
    sessions.push((JSON.parse(text) as { session: string }).session)
  }
  for (let n = 0; n < count; n += 8)
    await Promise.all(Array.from({ length: Math.min(8, count - n) }, (_, at) => open(first + n + at)))
  return sessions
}

/** A visitor's post. */
export const post = async (url: string, session: string, visitor: number, text: string): Promise<void> => {
  const headers = {
    'content-type': 'application/json',
    'x-madoguchi-visitor': session,
    'x-forwarded-for': addressOf(visitor),
  }
  const body = JSON.stringify({ id: randomUUID(), text, place: { url: 'https://shop.example/items/1' } })
  const { status } = await send(`${url}/messages`, 'POST', headers, body)
  if (status !== 202) throw new Error(`a post was answered with ${status}`)
}
