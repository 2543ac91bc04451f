import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Message } from './contract.ts'
import { BLANK_DRAFT } from './fixtures/blank-draft.ts'

let app: TestApp
let agent: Client & { id: string }
let inbox: string
beforeAll(async () => {
  app = await testApp()
  // Nothing leaves: what is written can always be taken back.
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  inbox = (await app.inbox('email', { settings: { address: 'support@shop.example' } })).id
})
let from = ''
let letters = 0
beforeEach(() => {
  from = `hanako${(letters += 1)}@customer.example`
})

const letter = async (): Promise<string> => {
  const { conversationId } = await receive(app.db, from, inbox)
  return `/api/conversations/${conversationId}`
}
const reply = (place: string, body: object) =>
  agent.ok<Message>('POST', `${place}/replies`, { text: 'お調べします。', ...body })
const blank = { ...BLANK_DRAFT, text: '' }
const draftOf = async (place: string, who: Client = agent) =>
  (await who.ok<typeof blank | ''>('GET', `${place}/draft`)) || null
const save = (place: string, body: object) => agent.ok('PUT', `${place}/draft`, { ...blank, ...body })

describe('a draft', () => {
  it('is kept whole, per agent, and is gone once it is empty or sent', async () => {
    const place = await letter()
    const words = { text: '下書き', to: [from], cc: ['not yet an addre'], aside: note('メモ') }
    await save(place, words)
    expect(await draftOf(place)).toMatchObject(words)
    expect(await draftOf(place, app.owner)).toBeNull()
    await save(place, { text: '  ' })
    expect(await draftOf(place)).toBeNull()
    await save(place, { text: '下書き' })
    await reply(place, {})
    expect(await draftOf(place)).toBeNull()
  })

  it('of the other tab stays when a note is kept or an answer is sent', async () => {
    const place = await letter()
    await save(place, { mode: 'note', text: 'メモ', aside: note('返信の途中') })
    await agent.ok('POST', `${place}/notes`, { text: 'メモ', mentions: [], attachmentIds: [] })
    expect(await draftOf(place)).toMatchObject({ mode: 'reply', text: '返信の途中', aside: null })
    await save(place, { text: '返信', aside: note('メモの途中') })
    await reply(place, {})
    expect(await draftOf(place)).toMatchObject({ mode: 'note', text: 'メモの途中', aside: null })
    await agent.ok('POST', `${place}/notes`, { text: 'メモの途中', mentions: [], attachmentIds: [] })
    expect(await draftOf(place)).toBeNull()
  })

  it('of somebody who may not see the conversation is refused', async () => {
    const stranger = await app.person('agent')
    const { status } = await stranger.call('PUT', `${await letter()}/draft`, { ...blank, text: 'x' })
    expect(status).toBe(404)
  })
})

const note = (text: string) => ({ text, html: null, attachmentIds: [] })

describe('an answer that is taken back', () => {
  const undone = async (place: string, body: object, newer?: object) => {
    const { id } = await reply(place, body)
    if (newer) await save(place, newer)
    await agent.ok('POST', `/api/messages/${id}/undo`, {})
    return draftOf(place)
  }

  it('is a draft again with its recipients and files', async () => {
    const place = await letter()
    const file = await agent.ok<{ id: string }>('POST', '/api/uploads?name=a.txt', Buffer.from('a'))
    const draft = await undone(place, {
      to: ['taro@customer.example'],
      bcc: ['archive@shop.example'],
      attachmentIds: [file.id],
    })
    expect(draft).toMatchObject({
      text: 'お調べします。',
      to: ['taro@customer.example'],
      cc: [],
      bcc: ['archive@shop.example'],
      attachmentIds: [file.id],
    })
  })

  it('stands above what was begun since', async () => {
    const draft = await undone(await letter(), { text: '一通目' }, { text: '二通目の書きかけ' })
    expect(draft).toMatchObject({ mode: 'reply', text: '一通目\n\n二通目の書きかけ', html: null })
    const formatted = await undone(
      await letter(),
      { text: '一通目', html: '<p><strong>一通目</strong></p>' },
      { text: '<二>' },
    )
    expect(formatted?.html).toBe('<p><strong>一通目</strong></p><p></p><p>&lt;二&gt;</p>')
  })

  it('leaves a note that was begun since beside it', async () => {
    const begun = { mode: 'note', text: '上長に確認中', aside: note('続き') }
    expect(await undone(await letter(), { text: '一通目' }, begun)).toMatchObject({
      mode: 'reply',
      text: '一通目\n\n続き',
      aside: note('上長に確認中'),
    })
  })
})

describe('a picture in the text', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  it('goes with the message as part of it, and comes back with it', async () => {
    const place = await letter()
    const upload = (name: string) =>
      agent.ok<{ id: string }>('POST', `/api/uploads?name=${name}`, Buffer.concat([png, Buffer.from(name)]))
    const [shown, beside] = [await upload('shown.png'), await upload('beside.png')]
    const body = {
      html: `<p>こちらです</p><img src="cid:${shown.id}@inline" alt="靴底"><img src="cid:00000000-0000-7000-8000-000000000000@inline">`,
      attachmentIds: [shown.id, beside.id],
    }
    const message = await reply(place, body)
    expect(message.attachments.map(({ id, inline, contentId }) => [id, inline, contentId])).toEqual([
      [shown.id, true, `${shown.id}@inline`],
      [beside.id, false, null],
    ])
    const { html } = await agent.ok<{ html: string }>('GET', `/api/messages/${message.id}/html`)
    expect(html).toContain(`<img alt="靴底" src="/api/attachments/${shown.id}" />`)
    expect(html).not.toContain('00000000-0000-7000')
    await agent.ok('POST', `/api/messages/${message.id}/undo`, {})
    expect((await draftOf(place))?.html).toContain(`cid:${shown.id}@inline`)
    const again = await reply(place, { text: '画像なし', attachmentIds: [shown.id] })
    expect(again.attachments).toMatchObject([{ inline: false, contentId: null }])
  })
})
