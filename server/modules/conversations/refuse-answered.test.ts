import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Message } from './contract.ts'

let app: TestApp
let agent: Client & { id: string }
let colleague: Client & { id: string }
let mail: string
let chat: string
beforeAll(async () => {
  app = await testApp()
  // Nothing leaves: what is written can always be taken back.
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  colleague = await app.person('owner')
  mail = (await app.inbox('email', { settings: { address: 'support@shop.example' } })).id
  chat = (await app.inbox('chat')).id
})

let from = ''
let people = 0
beforeEach(() => {
  from = `hanako${(people += 1)}@customer.example`
})

interface Thread {
  place: string
  id: string
  say(text: string, change?: { automatic?: boolean }): Promise<string>
}
const thread = async (inboxId: string): Promise<Thread> => {
  const key = `visit:${from}`
  const say = (text: string, change = {}) =>
    receive(app.db, from, inboxId, {
      text,
      threadKeys: [key],
      recipients: [{ role: 'from', kind: 'email', value: from, name: null }],
      ...change,
    })
  const { conversationId, messageId } = await say('こんにちは。')
  return {
    place: `/api/conversations/${conversationId}`,
    id: messageId,
    say: async (text, change) => {
      const next = await say(text, change)
      expect(next.conversationId).toBe(conversationId)
      return next.messageId
    },
  }
}

interface Refused {
  code: string
  reasons: { id: string; kind: string; author: string }[]
}
const send = (who: Client, { place }: Thread, body: object) =>
  who.call<Refused & Message>('POST', `${place}/replies`, { text: 'お調べします。', ...body })
const reasons = ({ status, body }: { status: number; body: Refused }) => ({
  status,
  code: body.code,
  said: body.reasons?.map(({ id, kind, author }) => [id, kind, author]),
})

describe('an answer', () => {
  it('past a colleague’s is refused with whose it was, on every channel, until it is based on that', async () => {
    for (const inboxId of [mail, chat]) {
      from = `x${inboxId}@customer.example`
      const talk = await thread(inboxId)
      const { body: theirs } = await send(colleague, talk, {})
      const late = { seenMessageId: talk.id, shownMessageId: theirs.id }
      expect(reasons(await send(agent, talk, late))).toEqual({
        status: 409,
        code: 'conversations.answered-meanwhile',
        said: [[theirs.id, 'outbound', theirs.author.name]],
      })
      expect(await send(agent, talk, { ...late, seenMessageId: theirs.id })).toMatchObject({ status: 201 })
    }
  })

  it('past what the customer added is refused where it is a letter, seen or not', async () => {
    const talk = await thread(mail)
    const added = await talk.say('住所も変更してください。')
    const written = { seenMessageId: talk.id, shownMessageId: added }
    const refused = reasons(await send(agent, talk, written))
    expect(refused).toMatchObject({ status: 409, said: [[added, 'inbound', expect.any(String)]] })
    expect(await send(agent, talk, { ...written, seenMessageId: added })).toMatchObject({ status: 201 })
  })

  it('goes on where the customer’s lines are seen as they come, and stops at one that was not', async () => {
    const talk = await thread(chat)
    const shown = await talk.say('あと、')
    const written = { seenMessageId: talk.id, shownMessageId: shown }
    const unseen = await talk.say('やっぱり返品したいです。')
    expect(reasons(await send(agent, talk, written))).toMatchObject({
      status: 409,
      said: [[unseen, 'inbound', expect.any(String)]],
    })
    expect(await send(agent, talk, { ...written, shownMessageId: unseen })).toMatchObject({ status: 201 })
  })

  it('is not stopped by one’s own, by machines, notes, and what was taken back', async () => {
    const talk = await thread(mail)
    await send(agent, talk, {})
    await colleague.ok('POST', `${talk.place}/notes`, { text: 'メモ' })
    await talk.say('不在にしております。', { automatic: true })
    const { body: undone } = await send(colleague, talk, {})
    await colleague.ok('POST', `/api/messages/${undone.id}/undo`, {})
    expect(await send(agent, talk, { seenMessageId: talk.id })).toMatchObject({ status: 201 })
  })

  it('goes anyway, or where an integration does not say what it saw', async () => {
    const talk = await thread(mail)
    await send(colleague, talk, {})
    expect(await send(agent, talk, {})).toMatchObject({ status: 201 })
    const { body } = await send(colleague, talk, {})
    expect(await send(agent, talk, { seenMessageId: talk.id })).toMatchObject({ status: 409 })
    expect(await send(agent, talk, { seenMessageId: talk.id, anyway: true })).toMatchObject({ status: 201 })
    expect(await send(agent, talk, { shownMessageId: body.id })).toMatchObject({ status: 201 })
  })
})
