import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { fillReceipt, receipts } from './acknowledge-texts.ts'

const filling = {
  name: '山田 花子',
  reference: '1042',
  text: '急須が\n割れていました',
  brand: 'つむぎ草堂',
  opens: '',
}

describe('the text of a receipt', () => {
  it('is filled in, in both languages', () => {
    const ja = fillReceipt(receipts.ja, filling, 'ja')
    expect(ja.subject).toBe('【つむぎ草堂】お問い合わせを承りました（受付番号：1042）')
    expect(ja.text).toMatch(/^山田 花子 様\n/)
    expect(ja.text).toContain('受付番号：1042')
    const en = fillReceipt(receipts.en, { ...filling, name: 'Hanako' }, 'en')
    expect(en.text).toContain('Dear Hanako,')
    expect(ja.text + en.text).not.toMatch(/[{}]/)
  })

  it('takes two braces for one, as answers write them', () => {
    const own = { subject: '{{reference}}', text: '{{name}} 様 {{unknown}}' }
    const filled = fillReceipt(own, filling, 'ja')
    expect([filled.subject, filled.text]).toEqual(['1042', '山田 花子 様 {{unknown}}'])
    expect(fillReceipt(own, { ...filling, name: '' }, 'ja').text).toBe('お客様 {{unknown}}')
  })

  it('carries no advertising in a name that a stranger chose', () => {
    const names = [
      '',
      '  ',
      'http://spam.example',
      'www.spam.example',
      'Win at spam.com',
      'a@b.jp',
      'x'.repeat(61),
    ]
    const lines = names.map(
      (name) => fillReceipt(receipts.ja, { ...filling, name }, 'ja').text.split('\n')[0],
    )
    expect(new Set(lines)).toEqual(new Set(['お客様']))
    const other = ['J. R. R. Tolkien', 'O’Hara, Séan', 'ﾔﾏﾀﾞ']
    expect(
      other.map((name) => fillReceipt({ subject: '', text: '{name}' }, { ...filling, name }, 'ja').text),
    ).toEqual(other)
  })

  it('repeats a customer’s words only where the owner wants it, and never fills them in again', () => {
    const own = { subject: '{text} {reference}\n{unknown}', text: '{name}: {text} / {brand}' }
    const filled = fillReceipt(own, { ...filling, text: '{reference} {name}' }, 'ja')
    expect(filled.text).toBe('山田 花子: {reference} {name} / つむぎ草堂')
    expect(filled.subject).toBe('{reference} {name} 1042 {unknown}')
    expect(fillReceipt(own, { ...filling, text: '𠮷'.repeat(5000) }, 'ja').text).toContain(
      `${'𠮷'.repeat(4000)}… /`,
    )
  })
})

describe('a receipt', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp()
  })

  interface Message {
    kind: string
    automatic: boolean
    subject: string | null
    text: string
    author: { kind: string; name: string }
  }
  const mailbox = async (acknowledge?: object) => {
    const address = `desk${Math.random()}@shop.example`
    const { id, token } = await app.inbox('email', {
      settings: { address, ...(acknowledge ? { acknowledge } : {}) },
    })
    const account = await app.app.channels.host.inboxByToken('email', token)
    if (!account) throw new Error('no inbox')
    let count = 0
    return {
      id,
      address,
      take: async (from: string, headers = '') => {
        count += 1
        const raw = `From: ${from}\r\nTo: ${address}\r\nSubject: Question\r\nMessage-ID: <${count}.${id}@c.example>\r\n${headers}\r\nHello there`
        await app.app.channels.host.accept(account, Buffer.from(raw), `mail-${count}`)
        await app.settled()
      },
    }
  }
  const outboundIn = async (inboxId: string): Promise<Message[]> => {
    const { items } = await app.owner.ok<{ items: { id: string; inboxId: string }[] }>(
      'GET',
      '/api/conversations?limit=200',
    )
    const lists = await Promise.all(
      items
        .filter((row) => row.inboxId === inboxId)
        .map(({ id }) => app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${id}/messages`)),
    )
    return lists.flatMap(({ messages }) => messages).filter(({ kind }) => kind === 'outbound')
  }

  it('is sent by no mail inbox unless its owner wants that', async () => {
    const { id, take } = await mailbox()
    await take('Anna <anna@c.example>')
    expect(await outboundIn(id)).toEqual([])
  })

  it('comes in the owner’s words, from the brand', async () => {
    const { id, take } = await mailbox({
      enabled: true,
      subject: { ja: 'Got it: {reference}' },
      text: { ja: 'Hi {name}' },
    })
    await take('Berta <berta@c.example>')
    const [sent, ...more] = await outboundIn(id)
    expect(more).toEqual([])
    expect(sent).toMatchObject({
      automatic: true,
      subject: expect.stringMatching(/^Got it: \d+$/),
      text: 'Hi Berta',
      author: { kind: 'system', name: 'Test shop' },
    })
  })

  it('says outside of open hours when somebody is there again, by the calendar of its inbox', async () => {
    const acknowledge = { enabled: true, closed: { enabled: true } }
    const [standard, own, plain] = [
      await mailbox(acknowledge),
      await mailbox({ ...acknowledge, closed: { enabled: true, text: { ja: '{opens}から、{name}様' } } }),
      await mailbox({ enabled: true }),
    ]
    // Open on one day of the week alone, which is not today: closed now, whatever the hour is.
    const weekday = (new Date(Date.now() + 9 * 3600_000).getUTCDay() + 6) % 7
    const week = Array.from({ length: 7 }, (_, day) =>
      day === (weekday + 3) % 7 ? [{ opens: '09:00', closes: '10:00' }] : [],
    )
    const calendar = { name: '週に1日', timeZone: 'Asia/Tokyo', region: null, days: [], teamIds: [] }
    const inboxIds = [standard.id, own.id, plain.id]
    await app.owner.ok('POST', '/api/calendars', { ...calendar, week, inboxIds })
    for (const { take } of [standard, own, plain]) await take('Emma <emma@c.example>')
    const day = new Intl.DateTimeFormat('ja', {
      timeZone: 'Asia/Tokyo',
      month: 'long',
      day: 'numeric',
      weekday: 'short',
    }).format(Date.now() + 3 * 86_400_000)
    expect((await outboundIn(standard.id))[0]?.text).toContain(`営業時間外のため、${day} 9:00以降に`)
    expect((await outboundIn(own.id))[0]?.text).toBe(`${day} 9:00から、Emma様`)
    expect((await outboundIn(plain.id))[0]?.text).not.toContain('営業時間外')
  })

  it('goes to no machine, to no address of ours, and once to a conversation', async () => {
    const { id, address, take } = await mailbox({ enabled: true })
    await take('robot@c.example', 'Auto-Submitted: auto-generated\r\n')
    await take(`me <${address.replace('@', '+tag@')}>`)
    expect(await outboundIn(id)).toEqual([])
    await take('Clara <clara@c.example>')
    await take('Clara <clara@c.example>', `In-Reply-To: <3.${id}@c.example>\r\n`)
    expect(await outboundIn(id)).toHaveLength(1)
  })

  it('leaves the customer waiting: in lists, in the order of work, and after an answer was taken back', async () => {
    const { id, take } = await mailbox({ enabled: true })
    await take('Dora <dora@c.example>')
    const rowOf = async () => {
      const { items } = await app.owner.ok<{
        items: { id: string; inboxId: string; preview: string; lastDirection: string; waitingSince: string }[]
      }>('GET', '/api/conversations?limit=200')
      return items.find((row) => row.inboxId === id)
    }
    const before = await rowOf()
    expect(before).toMatchObject({ preview: 'Hello there', lastDirection: 'inbound' })
    const waiting = before?.waitingSince
    expect(waiting).toBeTruthy()
    const reply = await app.owner.ok<{ id: string }>('POST', `/api/conversations/${before?.id}/replies`, {
      text: 'Wait, not yet',
    })
    expect(await rowOf()).toMatchObject({ lastDirection: 'outbound', waitingSince: null })
    await app.owner.ok('POST', `/api/messages/${reply.id}/undo`, {})
    expect(await rowOf()).toMatchObject({
      preview: 'Hello there',
      lastDirection: 'inbound',
      waitingSince: waiting,
    })
  })
})
