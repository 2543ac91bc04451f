import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { newKey, windowsOf, type Answer } from './fixtures/windows.ts'

let app: TestApp
let windows: ReturnType<typeof windowsOf>

beforeAll(async () => {
  app = await testApp()
  windows = windowsOf(app.url, (await app.inbox('chat')).token)
})

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const upload = (session: string, name: string, content: Buffer, type: string, message: object = {}) => {
    const body = new FormData()
    body.append('message', JSON.stringify({ id: newKey(), ...message }))
    body.append('file', new Blob([new Uint8Array(content)], { type }), name)
    return windows.call<{ code: string; detail: string }>('POST', '/messages', { session, body })
  }

  it('go with a message and come back unchanged, to their visitor only', async () => {
    const [mine, other] = [await windows.open(), await windows.open()]
    expect((await upload(mine.session, '写真.png', png, 'image/png', { text: '写真です' })).status).toBe(202)
    await app.settled()
    const [message] = await windows.thread(mine.session)
    expect(message?.files).toMatchObject([{ name: '写真.png', type: 'image/png', size: png.length }])
    const path = `/files/${message?.files[0]?.id}`
    const got = await fetch(windows.at(path), { headers: { 'x-madoguchi-visitor': mine.session } })
    expect(Buffer.from(await got.arrayBuffer()).equals(png)).toBe(true)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await windows.call('GET', path, { session: other.session })).status).toBe(404)
    expect((await fetch(windows.at(path))).status).toBe(401)
  })

  it('of dangerous kinds are refused, whatever they call themselves', async () => {
    const { session } = await windows.open()
    for (const [name, content, type] of [
      ['setup.exe', Buffer.from('MZ\0\0\0'), 'image/png'],
      ['page.html', Buffer.from('<script>alert(1)</script>'), 'text/plain'],
      ['x.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png'],
    ] as const) {
      expect(await upload(session, name, content, type)).toMatchObject({
        status: 415,
        body: { code: 'chat.file-type' },
      })
    }
  })

  it('over the limit are refused, and the limit is named', async () => {
    const small = windowsOf(app.url, (await app.inbox('chat', { settings: { largestMegabytes: 1 } })).token)
    const { session } = await small.open()
    const form = new FormData()
    form.append('message', JSON.stringify({ id: newKey(), text: 'x' }))
    form.append('file', new Blob([new Uint8Array(1024 * 1024 + 1)], { type: 'image/png' }), 'big.png')
    const answer = await small.call<Answer>('POST', '/messages', { session, body: form })
    expect(answer).toMatchObject({ status: 413, body: { code: 'chat.file-too-large' } })
    expect(answer.body.detail).toContain('1 MB')
  })
})

describe('what is refused', () => {
  it('is everything without a session', async () => {
    for (const [method, path] of [
      ['GET', '/thread'],
      ['POST', '/messages'],
      ['POST', '/read'],
      ['GET', '/files/x'],
    ] as const) {
      expect((await windows.call<Answer>(method, path)).body.code).toBe('chat.session')
    }
  })

  it('is what can’t be a message', async () => {
    const { session } = await windows.open()
    const post = async (json: unknown) =>
      (await windows.call<{ code: string }>('POST', '/messages', { session, json })).body.code
    expect(await post({ id: newKey(), text: ' \n ' })).toBe('chat.empty')
    expect(await post({ id: newKey(), text: 'x'.repeat(10_001) })).toBe('chat.too-long')
    expect(await post({ id: 'short', text: 'x' })).toBe('chat.invalid')
    expect(await post({ id: '../../../etc/passwd', text: 'x' })).toBe('chat.invalid')
    expect(await post({ text: 'x' })).toBe('chat.invalid')
    expect(await post([])).toBe('chat.invalid')
    expect(await post('text')).toBe('chat.invalid')
  })

  it('is too much at once, with a friendly text and the time to wait', async () => {
    const slow = windowsOf(app.url, (await app.inbox('chat', { settings: { messagesPerMinute: 2 } })).token)
    const { session } = await slow.open()
    const post = () =>
      slow.call<Answer>('POST', '/messages', { session, json: { id: newKey(), text: 'x' }, language: 'ja' })
    expect([(await post()).status, (await post()).status]).toEqual([202, 202])
    const refused = await post()
    expect(refused.status).toBe(429)
    expect(refused.body.detail).toContain('1分ほど')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // Somebody else from the same office is not held up.
    const colleague = await slow.open()
    expect((await slow.say(colleague.session, 'x')).status).toBe(202)
  })

  it('is an inbox that is paused, or of another channel', async () => {
    const paused = await app.inbox('chat')
    await app.owner.ok('PATCH', `/api/inboxes/${paused.id}`, { state: 'paused' })
    const answer = await windowsOf(app.url, paused.token).call<Answer>('POST', '/sessions', { json: {} })
    expect(answer).toMatchObject({ status: 404, body: { code: 'chat.no-inbox' } })
    const unknown = await windowsOf(app.url, 'unknown').call<Answer>('POST', '/sessions', { json: {} })
    expect(unknown.status).toBe(404)
  })

  it('never is a failure of ours, whatever is sent', async () => {
    const { session } = await windows.open()
    for (const body of [
      '',
      '{',
      '[[[[',
      '\0',
      'null',
      '"x"',
      `{"id":"${'9'.repeat(99_999)}"}`,
      '{"__proto__":{}}',
    ]) {
      for (const path of ['/sessions', '/messages', '/read']) {
        const response = await fetch(windows.at(path), {
          method: 'POST',
          headers: { 'x-madoguchi-visitor': session, 'content-type': 'application/json' },
          body,
        })
        expect(response.status).toBeLessThan(500)
      }
    }
  })
})

describe('pages that the shop did not name', () => {
  it('get no chat; those that it named, programs and our own preview do', async () => {
    const settings = { origins: ['https://shop.example'] }
    const { token } = await app.inbox('chat', { settings })
    const open = (origin?: string) =>
      fetch(`${app.url}/channels/chat/${token}/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(origin ? { origin } : {}) },
        body: '{}',
      })
    const refused = await open('https://copy.example')
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ code: 'chat.origin' })
    for (const origin of ['https://SHOP.example', new URL(app.url).origin, undefined])
      expect((await open(origin)).status).toBe(200)
  })

  it('see a preview that only our own pages may frame', async () => {
    const { token } = await app.inbox('chat')
    const page = await fetch(`${app.url}/channels/chat/${token}/preview`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(await page.text()).toContain(`/channels/chat/${token}/widget.js`)
  })
})
