import { describe, expect, it } from 'vitest'
import { systemCaller } from '../../kernel/caller.ts'
import { sendReply, SPOKEN_OF } from '../conversations/index.ts'
import { identify } from '../customers/index.ts'
import { ja, read, openLibrary, type Problem } from './fixtures/library.ts'

const { app, hana, taro, inbox, talk, conversation, approved, put } = await openLibrary()

describe('an answer in a conversation', () => {
  const greeting = [
    ja('{{customer.name | default: お客様}} 様、{{conversation.opened-at}}'),
    { language: 'en', body: 'Dear {{customer.name | default: customer}}, {{conversation.opened-at}}' },
    { language: 'zh-TW', body: '{{customer.kana}} 您好' },
  ]
  const of = async (language: string | undefined): Promise<string> => {
    const address = { kind: 'email', value: `${language ?? 'none'}@reader.example`, name: 'R' }
    const arriver = {
      inboxId: inbox,
      addresses: [address],
      verified: false,
      at: new Date('2026-11-22T16:00:00Z'),
    }
    await app.db.tx((tx) => identify(tx, [{ ...arriver, ...(language ? { language } : {}) }]))
    return talk(address.value)
  }

  it('is in the customer’s language, else in the workspace’s, unless another one is wanted', async () => {
    const made = await approved(hana, { variants: greeting })
    const said = async (language: string | undefined, change: object = {}) =>
      (await put(hana, 'preview', made, change, await of(language))).body.language
    expect(await said('en-GB')).toBe('en')
    expect(await said('zh')).toBe('zh-TW')
    expect(await said('fr')).toBe('ja')
    expect(await said(undefined)).toBe('ja')
    expect(await said('en', { language: 'ja' })).toBe('ja')
    const { body } = await put(hana, 'preview', made, {}, await of('en'))
    expect(body.text).toMatch(/^Dear .+, [A-Z][a-z]+ \d{1,2}, \d{4}$/)
  })

  it('is written as its reader reads it', async () => {
    const inScript = (...languages: string[]) => languages.map((language) => ({ language, body: language }))
    const read = async (wanted: string, ...languages: string[]) => {
      const made = await approved(hana, { variants: inScript(...languages) })
      return (await put(hana, 'preview', made, { language: wanted })).body.language
    }
    expect(await read('zh-TW', 'ja', 'zh-CN', 'zh-Hant')).toBe('zh-Hant')
    expect(await read('zh-TW', 'zh', 'zh-HK')).toBe('zh-HK')
    expect(await read('zh-SG', 'zh-TW', 'zh')).toBe('zh')
    expect(await read('zh-TW', 'ja', 'zh-CN')).toBe('zh-CN')
  })

  it('says no name that is a link: who has it chose it, and the answer may go to somebody else', async () => {
    const made = await approved(hana, { variants: [ja('{{customer.name | default: お客様}} 様')] })
    const said = async (value: string, name: string) => {
      const arriver = { inboxId: inbox, addresses: [{ kind: 'email', value, name }], verified: false }
      await app.db.tx((tx) => identify(tx, [arriver]))
      return (await put(hana, 'preview', made, {}, await talk(value))).body.text
    }
    expect(await said('bait@customer.example', '当選しました ｗｗｗ．prize.example/win')).toBe('お客様 様')
    expect(await said('mei@customer.example', '佐藤 明')).toBe('佐藤 明 様')
  })

  it('names what is missing', async () => {
    const made = await approved(hana, { variants: greeting })
    const { body } = await put(hana, 'uses', made, { language: 'zh-TW' })
    expect(body.text).toBe('{{customer.kana}} 您好')
    expect(body.missing.map(({ name }) => name)).toEqual(['customer.kana'])
    expect(body.complete).toBe(false)
  })

  it('is sent by nobody as long as something is missing in it, unless they have looked at it', async () => {
    const made = await approved(hana, {
      variants: [ja('{{customer.kana}} 様、{{ｃｕｓｔｏｍｅｒ．ｋａｎａ}}')],
    })
    const { text } = (await put(hana, 'uses', made)).body
    const place = `/api/conversations/${conversation}/replies`
    const send = (letter: object) => hana.call<Problem>('POST', place, { anyway: true, ...letter })
    const { status, body } = await send({ text })
    const unfilled = { code: 'unfilled', about: '', blocks: false }
    expect([status, body.code, body.reasons]).toEqual([
      409,
      'conversations.checks',
      [
        { ...unfilled, quote: '{{customer.kana}}' },
        { ...unfilled, quote: '{{ｃｕｓｔｏｍｅｒ．ｋａｎａ}}' },
      ],
    ])
    expect((await send({ text, confirmed: ['unfilled'] })).status).toBe(201)
    // What names nothing of ours is somebody's code.
    const code = '{{ }} {{name}} {x} {{ product.title }} {{ cart.total_price | money }}'
    expect((await send({ text: `承りました。${code}` })).status).toBe(201)
  })

  it('is looked at for what is missing wherever it says something', async () => {
    const place = `/api/conversations/${conversation}/replies`
    const quotes = async (letter: object, path = place): Promise<unknown> => {
      const { status, body } = await hana.call<Problem>('POST', path, { text: '承りました。', ...letter })
      return status === 409 ? body.reasons.map(({ quote }) => quote) : status
    }
    const anyway = { anyway: true }
    expect(await quotes({ ...anyway, html: '<p>{{<b>customer.name</b>}} 様</p>' })).toEqual([
      '{{customer.name}}',
    ])
    expect(await quotes({ ...anyway, text: '> お名前: {{customer.name}}' })).toEqual(['{{customer.name}}'])
    const first = { inboxId: inbox, to: ['new@customer.example'], subject: '{{customer.name}} 様へのご案内' }
    expect(await quotes(first, '/api/conversations')).toEqual(['{{customer.name}}'])
    expect(await quotes({ ...anyway, text: 'x'.concat('{{customer.kana}}'.repeat(9)) })).toHaveLength(1)
  })

  it('is not written by the product itself where something is missing, whatever it confirms', async () => {
    const letter = { text: '{{customer.kana}} 様', confirmed: ['unfilled' as const], anyway: true }
    const rest = { conversationId: conversation, cc: [], bcc: [], attachmentIds: [] }
    const sent = app.db.tx((tx) => sendReply(tx, systemCaller(app.workspaceId), { ...letter, ...rest }))
    await expect(sent).rejects.toMatchObject({
      code: 'conversations.checks',
      details: { reasons: [{ code: 'unfilled', blocks: true }] },
    })
  })

  it('names nothing that is not looked for when it is sent', async () => {
    const { variables } = await hana.ok<{ variables: { name: string }[] }>('GET', '/api/variables')
    const nouns: readonly string[] = SPOKEN_OF
    expect(variables.filter(({ name }) => !nouns.includes(name.split('.', 1)[0] as string))).toEqual([])
  })

  it('is not shown to those who do not see the conversation', async () => {
    const made = await approved(hana)
    for (const what of ['preview', 'uses']) expect((await put(taro, what, made)).status).toBe(404)
    expect((await read(taro, made)).uses).toBe(0)
  })
})
