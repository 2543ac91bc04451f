import { describe, expect, it } from 'vitest'
import { identify } from '../customers/index.ts'
import { ja, read, refused, openLibrary, type Problem } from './fixtures/library.ts'

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

  it('names what is missing', async () => {
    const made = await approved(hana, { variants: greeting })
    const { body } = await put(hana, 'uses', made, { language: 'zh-TW' })
    expect(body.text).toBe('{{customer.kana}} 您好')
    expect(body.missing.map(({ name }) => name)).toEqual(['customer.kana'])
    expect(body.complete).toBe(false)
  })

  it('is sent by nobody as long as something is missing in it', async () => {
    const made = await approved(hana, {
      variants: [ja('{{customer.kana}} 様、{{ｃｕｓｔｏｍｅｒ．ｋａｎａ}}')],
    })
    const { text } = (await put(hana, 'uses', made)).body
    const place = `/api/conversations/${conversation}/replies`
    const send = (words: string) => hana.call<Problem>('POST', place, { text: words, anyway: true })
    const { status, body } = await send(text)
    expect([status, body.code, body.reasons]).toEqual([
      400,
      'conversations.unfilled',
      [{ quote: '{{customer.kana}}' }, { quote: '{{ｃｕｓｔｏｍｅｒ．ｋａｎａ}}' }],
    ])
    const letter = { inboxId: inbox, to: ['new@customer.example'], subject: 'x', text }
    expect(await refused(hana, 'POST', '/api/conversations', letter)).toBe('400 conversations.unfilled')
    // What somebody else wrote, and braces that name nothing, hinder nobody.
    expect((await send(`承りました。{{ }} {{name}} {x}\n\n> ${text}`)).status).toBe(201)
  })

  it('is not shown to those who do not see the conversation', async () => {
    const made = await approved(hana)
    for (const what of ['preview', 'uses']) expect((await put(taro, what, made)).status).toBe(404)
    expect((await read(taro, made)).uses).toBe(0)
  })
})
