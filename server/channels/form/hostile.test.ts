import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { inquiry, visitorOf } from './fixtures/visitors.ts'

let app: TestApp
let form: { id: string; token: string } & ReturnType<typeof visitorOf>

beforeAll(async () => {
  app = await testApp()
  const inbox = await app.inbox('form', {
    settings: {
      protection: { minimumSeconds: 0, difficulty: 2, perSenderAnHour: 1000, perVisitorAnHour: 10_000 },
      acknowledge: { enabled: false },
    },
  })
  form = { ...inbox, ...visitorOf(app.url, inbox.token) }
})

const kept = async (): Promise<number> => {
  await app.settled()
  return (await app.owner.ok<{ items: unknown[] }>('GET', '/api/conversations?limit=200')).items.length
}

describe('bad input', () => {
  it('of any shape is a problem document with words, and nothing is kept', async () => {
    const { token, proof } = await form.ticket()
    const fields = inquiry()
    const bodies: unknown[] = [
      null,
      [],
      '"text"',
      42,
      {},
      { token },
      { token: 1, fields },
      { token, proof: {}, fields },
      { token, proof, fields: [] },
      { token, proof, fields: { ...fields, name: 5 } },
      { token, proof, fields: { ...fields, name: ['a'] } },
      { token, proof, fields: { ...fields, email: { $ne: null } } },
      { token, proof, fields: { ...fields, message: 'x'.repeat(200_001) } },
      { token, proof, fields: Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`k${n}`, 'x'])) },
      { token, proof, fields, language: 'x'.repeat(40) },
      { token: 'x'.repeat(500), proof, fields },
    ]
    for (const body of bodies) {
      const answer = await form.postJson(body)
      expect(answer).toMatchObject({ status: 400, body: { code: 'form.invalid' } })
      expect(answer.type).toContain('application/problem+json')
    }
    expect((await form.postJson('{"token":')).status).toBe(400)
    expect((await form.postJson({ token, proof, fields: { x: 'x'.repeat(600_000) } })).status).toBe(413)
    expect(await kept()).toBe(0)
  })

  it('of any values never breaks anything', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', '\0', '\ud800', '{{7*7}}'),
    )
    const key = fc.constantFrom(
      'name',
      'email',
      'category',
      'order',
      'message',
      'files',
      '__proto__',
      'toString',
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value), value, value, async (fields, language, page) => {
        const { token, proof } = await form.ticket()
        const answer = await form.postJson({ token, proof, fields, language: language.slice(0, 30), page })
        expect([200, 400]).toContain(answer.status)
      }),
      { numRuns: 60 },
    )
  })

  it('in the body’s shape: broken multipart, foreign types, fields without end', async () => {
    const post = async (type: string, body: string) =>
      (await fetch(form.address, { method: 'POST', headers: { 'content-type': type }, body })).status
    expect(await post('text/plain', 'hello')).toBe(415)
    expect(await post('application/x-www-form-urlencoded', 'token=x')).toBe(415)
    expect(await post('multipart/form-data', 'no boundary')).toBeLessThan(500)
    expect(
      await post('multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; na'),
    ).toBeLessThan(500)
    const many = new FormData()
    for (let n = 0; n < 200; n += 1) many.append(`f-${n}`, 'x')
    expect((await fetch(form.address, { method: 'POST', body: many })).status).toBeLessThan(500)
  })

  it('keeps fields that the form does not have out of the conversation', async () => {
    const sent = await form.post({ ...inquiry(), hidden: 'SMUGGLED', 'hints.inboxId': 'x', kana: '' })
    expect(sent.status).toBe(200)
    await app.settled()
    const { items } = await app.owner.ok<{ items: { id: string }[] }>('GET', '/api/conversations?limit=1')
    const { messages } = await app.owner.ok<{ messages: object[] }>(
      'GET',
      `/api/conversations/${items[0]?.id}/messages`,
    )
    expect(JSON.stringify(messages)).not.toContain('SMUGGLED')
  })

  it('in addresses: other channels’ tokens, no token, languages that are none', async () => {
    const chat = await app.inbox('chat')
    for (const token of [chat.token, 'nothing', 'x'.repeat(200), '%00', '..%2f..']) {
      const answer = await visitorOf(app.url, token).get('', { accept: 'text/html' })
      expect([400, 404]).toContain(answer.status)
    }
    const page = await form.get('?lang=%3Cscript%3E&page=javascript:alert(1)&embed=1', {
      'accept-language': '*;q=x',
    })
    expect(page.status).toBe(200)
    expect(page.text).toContain('<html lang="ja">')
    expect(page.text).not.toContain('javascript:alert')
    expect((await fetch(`${app.url}/channels/form/assets/..%2findex.ts`)).status).toBe(404)
  })
})

describe('the page', () => {
  it('comes in the language that was chosen, else in the browser’s, else in the brand’s', async () => {
    const languageOf = async (query: string, wish?: string) =>
      /<html lang="(..)">/.exec((await form.get(query, wish ? { 'accept-language': wish } : {})).text)?.[1]
    expect(await languageOf('?lang=en', 'ja')).toBe('en')
    expect(await languageOf('', 'fr-FR, en-GB;q=0.8, ja;q=0.5')).toBe('en')
    expect(await languageOf('', 'fr')).toBe('ja')
    expect(await languageOf('')).toBe('ja')
  })

  it('lets no foreign script or style in, is small, and is not kept by caches that others share', async () => {
    const response = await fetch(form.address, { headers: { 'accept-encoding': 'gzip' } })
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(response.headers.get('cache-control')).toContain('private')
    expect(response.headers.get('x-frame-options')).toBeNull()
    // Readable in a second on a slow phone: some packets, and no request before the words are there.
    expect(Number(response.headers.get('content-length'))).toBeLessThan(8000)
    const script = /src="(\/channels\/form\/assets\/form\.js[^"]*)"/.exec(await response.text())?.[1]
    const asset = await fetch(app.url + script, { headers: { 'accept-encoding': 'gzip' } })
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(Number(asset.headers.get('content-length'))).toBeLessThan(4000)
  })

  it('is closed while its inbox is paused', async () => {
    const inbox = await app.inbox('form')
    await app.owner.ok('PATCH', `/api/inboxes/${inbox.id}`, { state: 'paused' })
    const visitor = visitorOf(app.url, inbox.token)
    expect(await visitor.get()).toMatchObject({ status: 404, type: 'text/html; charset=utf-8' })
    expect(await visitor.postJson({ token: 'x', fields: {} })).toMatchObject({
      status: 404,
      body: { code: 'form.no-form', detail: '現在こちらのフォームはご利用いただけません。' },
    })
  })
})
