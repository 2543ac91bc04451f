import { describe, expect, it } from 'vitest'
import type { InboxAccount } from '../channel.ts'
import { contextOf } from './context.ts'
import { pack, unpack, type Envelope } from './envelope.ts'
import { isWelcome } from '../../kernel/mime/welcome.ts'
import { channel } from './index.ts'

const inbox: InboxAccount<never, never> = {
  workspaceId: 1,
  id: 'inbox',
  name: 'Chat',
  address: undefined,
  language: 'ja',
  token: 'AbCd',
  settings: {} as never,
  secrets: { session: 'x'.repeat(32) } as never,
  brand: { name: 'Shop', colour: '#123456' },
}

const message = (visitor: Partial<Envelope['visitor']> = {}, more: Partial<Envelope> = {}): Envelope => ({
  version: 1,
  id: 'client-id-1',
  visitor: { id: 'v1', emailProven: false, attributes: {}, ...visitor },
  text: 'こんにちは',
  at: '2026-11-20T01:02:03.000Z',
  context: { page: 'https://shop.example/cart' },
  ...more,
})
const parse = async (envelope: Envelope) => (await channel.parse(pack(envelope, []), inbox))[0]

describe('a kept message', () => {
  it('comes out as it went in, with the bytes of its files', () => {
    const files = [
      { name: '写真\n1.png', type: 'image/png', content: Buffer.from([1, 10, 2, 10]), inline: false },
      { name: 'empty.txt', type: 'text/plain', content: Buffer.alloc(0), inline: false },
    ]
    const read = unpack(pack(message(), files))
    expect(read.message).toEqual(message())
    expect(read.files).toEqual(files)
  })

  it('that is cut off or something else is not understood', () => {
    const raw = pack(message(), [{ name: 'a', type: 'b', content: Buffer.from('abc'), inline: false }])
    expect(() => unpack(raw.subarray(0, -1))).toThrow(/cut off/)
    expect(() => unpack(Buffer.from('no line end'))).toThrow(/no end/)
    expect(() => unpack(Buffer.from('{"version":2,"files":[]}\n'))).toThrow(/version/)
    expect(() => unpack(Buffer.from([0xff, 0xfe, 10]))).toThrow(/JSON/)
  })
})

describe('the arrival of a message', () => {
  it('of an anonymous visitor is theirs alone, and their mail address is not proven', async () => {
    expect(await parse(message({ name: '花子', email: ' Hanako@Example.jp ' }))).toEqual({
      kind: 'message',
      from: [
        { kind: 'chat', value: 'v1', name: '花子' },
        { kind: 'email', value: 'Hanako@Example.jp', name: '花子', unproven: true },
      ],
      verified: false,
      text: 'こんにちは',
      files: [],
      occurredAt: new Date('2026-11-20T01:02:03.000Z'),
      messageKey: 'v1:client-id-1',
      threadKeys: ['visitor:v1'],
      context: { page: 'https://shop.example/cart' },
    })
  })

  it('of a signed visitor is proven, for each shop by itself', async () => {
    const arrival = await parse(
      message({ user: '42', email: 'h@example.jp', emailProven: true, attributes: { rank: 'gold' } }),
    )
    expect(arrival).toMatchObject({
      from: [
        { kind: 'chat', value: '42@AbCd' },
        { kind: 'email', value: 'h@example.jp' },
      ],
      verified: true,
      hints: { attributes: { rank: 'gold' } },
    })
    expect(JSON.stringify(arrival)).not.toContain('unproven')
  })

  it('of a signed visitor who typed an address leaves that out of the proof', async () => {
    expect(await parse(message({ user: '42', email: 'h@example.jp' }))).toMatchObject({
      verified: true,
      from: [{ value: '42@AbCd' }, { value: 'h@example.jp', unproven: true }],
    })
  })

  it.each(['', ' ', 'nobody', 'a@b', 'a b@c.de', '<x@y.zz>', `${'x'.repeat(250)}@y.zz`])(
    'takes no address from %j',
    async (email) => {
      expect((await parse(message({ email })))?.kind === 'message').toBe(true)
      expect(await parse(message({ email }))).toMatchObject({ from: [{ kind: 'chat', value: 'v1' }] })
    },
  )
})

describe('what the page tells', () => {
  it('is shown without fragments, passwords, or anything that is no web address', () => {
    expect(
      contextOf(
        {
          url: 'https://me:secret@shop.example/cart?a=1#token=abc',
          title: ' カート\n| Shop ',
          referrer: 'javascript:alert(1)',
          zone: 'Asia/Tokyo',
        },
        'Mozilla/5.0',
      ),
    ).toEqual({
      page: 'https://shop.example/cart?a=1',
      title: 'カート | Shop',
      timeZone: 'Asia/Tokyo',
      device: 'Mozilla/5.0',
    })
  })

  it('is cut to a readable length, and absent when nothing is told', () => {
    expect(contextOf({}, undefined)).toEqual({})
    expect(Array.from(contextOf({ title: '長'.repeat(900) }, undefined)['title'] ?? '')).toHaveLength(500)
  })
})

describe('files of visitors', () => {
  it.each([
    ['photo.jpg', 'image/jpeg'],
    ['写真.heic', 'image/heic'],
    ['領収書.pdf', 'application/pdf'],
    ['list.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['voice.m4a', 'audio/mp4'],
    ['notes.txt', 'text/plain'],
    ['all.zip', 'application/zip'],
  ])('may be %s', (name, type) => {
    expect(isWelcome({ name, type })).toBe(true)
  })

  it.each([
    ['run.exe', 'application/x-msdownload'],
    ['photo.jpg.exe', 'image/jpeg'],
    ['page.html', 'text/plain'],
    ['drawing.svg', 'image/svg+xml'],
    ['unknown.bin', 'application/octet-stream'],
  ])('may not be %s', (name, type) => {
    expect(isWelcome({ name, type })).toBe(false)
  })
})

describe('sending', () => {
  const answer = {
    id: 'm1',
    text: 'お答えします',
    to: [{ kind: 'chat', value: 'v1' }],
    files: [],
    author: { name: '佐藤' },
    timeZone: 'Asia/Tokyo',
    createdAt: new Date(),
    thread: { keys: ['visitor:v1', '<mail@x>'] },
  } as unknown as Parameters<typeof channel.send>[0]
  const hostWith = (open: boolean) =>
    ({ live: { present: async () => open, publish: () => undefined } }) as unknown as Parameters<
      typeof channel.send
    >[2]

  it('reaches an open window, and is left to mail when there is none', async () => {
    expect(await channel.send(answer, inbox, hostWith(true))).toEqual({ outcome: 'sent', delivered: true })
    expect(await channel.send(answer, inbox, hostWith(false))).toEqual({ outcome: 'elsewhere' })
    const noMail = { ...inbox, settings: { mailReplies: false } as never }
    expect(await channel.send(answer, noMail, hostWith(false))).toEqual({ outcome: 'sent' })
  })
})

describe('news', () => {
  it('reach the windows of the thread; what is too long is fetched', () => {
    const sent: [string, object][] = []
    const host = {
      live: {
        present: async () => true,
        publish: (_inbox: unknown, topic: string, frame: object) => sent.push([topic, frame]),
      },
    } as unknown as Parameters<typeof channel.send>[2]
    const news = (text: string, messageKey: string | null) => ({
      kind: 'message' as const,
      threadKeys: ['visitor:v1', '<mail@x>'],
      message: {
        id: 'm1',
        messageKey,
        from: 'agent' as const,
        author: '佐藤',
        text,
        at: '2026-11-20T00:00:00.000Z',
        files: [],
        state: 'sent' as const,
      },
    })
    channel.notify?.(news('short', null), inbox, host)
    channel.notify?.(news('長'.repeat(2000), null), inbox, host)
    channel.notify?.(news('own', 'v1:client-id-1'), inbox, host)
    channel.notify?.({ kind: 'typing', threadKeys: ['visitor:v1'], author: '佐藤' }, inbox, host)
    expect(sent.map(([topic]) => topic)).toEqual(Array(4).fill('visitor:v1'))
    expect(sent.map(([, frame]) => frame)).toMatchObject([
      { type: 'message', message: { id: 'm1', text: 'short', key: null } },
      { type: 'fetch' },
      { type: 'message', message: { key: 'client-id-1' } },
      { type: 'typing', author: '佐藤' },
    ])
  })
})
