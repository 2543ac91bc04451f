import { describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import type { Message } from './contract.ts'
import { firstMessages } from './fixtures/first-messages.ts'

const { app, inboxId } = await firstMessages()
const { conversationId } = await receive(app.db, 'hanako@customer.example', inboxId)
const place = `/api/conversations/${conversationId}`

const file = async (): Promise<string> =>
  (await app.owner.ok<{ id: string }>('POST', '/api/uploads?name=label.pdf', new Uint8Array(3))).id

describe('a file without words', () => {
  it.each(['replies', 'notes'])('goes as one of the %s', async (kind) => {
    const attachmentIds = [await file()]
    const message = await app.owner.ok<Message>('POST', `${place}/${kind}`, { text: '', attachmentIds })
    expect(message).toMatchObject({ text: '', attachments: [{ name: 'label.pdf' }] })
  })

  it('goes as a first message', async () => {
    const first = { inboxId, to: ['jiro@customer.example'], subject: '返品票', text: '' }
    const { id, messageId } = await app.owner.ok<{ id: string; messageId: string }>(
      'POST',
      '/api/conversations',
      { ...first, attachmentIds: [await file()] },
    )
    const { messages } = await app.owner.ok<{ messages: Message[] }>(
      'GET',
      `/api/conversations/${id}/messages`,
    )
    expect(messages).toMatchObject([{ id: messageId, text: '', attachments: [{ name: 'label.pdf' }] }])
  })

  it.each(['', ' \n '])('is refused where there is no file either: %j', async (text) => {
    const send = (path: string, body: object) => app.owner.call<{ code: string }>('POST', path, body)
    const first = { inboxId, to: ['jiro@customer.example'], subject: '' }
    for (const refused of [
      await send(`${place}/replies`, { text }),
      await send(`${place}/notes`, { text }),
      await send('/api/conversations', { ...first, text }),
    ])
      expect(refused).toMatchObject({ status: 400, body: { code: 'conversations.empty' } })
  })
})
