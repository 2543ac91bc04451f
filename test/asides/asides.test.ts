import { randomUUID } from 'node:crypto'
import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import type { z } from 'zod'
import type { teamwork } from '../../server/modules/teamwork/contract.ts'
import { recoverAsides } from '../../server/modules/teamwork/index.ts'
import { asideDesk, DESK, WAREHOUSE } from './aside-desk.ts'

type LinkedAside = z.infer<typeof teamwork.readAsideLink.output>

let desk: Awaited<ReturnType<typeof asideDesk>>
beforeAll(async () => {
  desk = await asideDesk()
})
afterAll(() => desk.sink.stop())

const replyAddress = ({ replyTo }: ParsedMail): string => replyTo?.value[0]?.address ?? ''
const linkIn = ({ text }: ParsedMail): string => /https?:\S+\/answer#(\S+)/.exec(text ?? '')?.[1] ?? ''
const sent = () => desk.sink.mails.length

describe('an escalation by mail', () => {
  let talk: { id: string; number: number }
  let asideId: string
  let mail: ParsedMail

  it('leaves once, says until when, and names nothing of the customer’s thread', async () => {
    talk = await desk.question()
    const aside = await desk.ask(talk.id, { dueAt: '2099-01-05T03:00:00.000Z' })
    asideId = aside.id
    expect(aside).toMatchObject({ state: 'waiting', reference: `S${talk.number}-1`, answeredAt: null })
    mail = await desk.mailTo(WAREHOUSE)
    expect(mail.subject).toBe(`在庫のご確認 [#S${talk.number}-1]`)
    expect(mail.text).toContain('急須の在庫はありますか。')
    expect(mail.text).toContain('2099')
    expect(linkIn(mail)).not.toBe('')
    expect(replyAddress(mail)).toMatch(/^desk\+c[0-9a-f]{32}\.[0-9a-f]{8}@shop\.example$/)
    expect(replyAddress(mail)).not.toContain(talk.id.replaceAll('-', ''))
    expect(mail.references).toBeUndefined()
    await expect
      .poll(async () => (await desk.aside(talk.id, asideId)).messages)
      .toMatchObject([{ direction: 'out', via: 'mail', state: 'sent' }])
    expect(await desk.said(talk.id)).toHaveLength(1)
  })

  it('is answered by mail: beside the conversation, not in it, and of the bytes nothing stays', async () => {
    await desk.comes({
      from: `倉庫 <${WAREHOUSE}>`,
      to: replyAddress(mail),
      answers: mail.messageId as string,
      text: '3つあります。',
    })
    const aside = await desk.aside(talk.id, asideId)
    expect(aside).toMatchObject({ state: 'answered' })
    expect(aside.messages.at(-1)).toMatchObject({
      direction: 'in',
      author: '倉庫',
      address: WAREHOUSE,
      text: '3つあります。',
    })
    expect(await desk.said(talk.id)).toHaveLength(1)
    expect(await desk.talksOf(WAREHOUSE)).toEqual([])
    const kept = await desk.app.db.many(sql`
      select 1 from arrivals
      where workspace_id = ${desk.app.workspaceId} and position('3つあります'::bytea in raw) > 0`)
    expect(kept).toEqual([])
  })

  it('goes on in its own thread, and is done with', async () => {
    await desk.app.owner.ok('POST', `/api/asides/${asideId}/messages`, {
      text: '1つ取り置いてください。',
      people: [{ name: '倉庫', address: WAREHOUSE }],
    })
    const second = await desk.mailTo(WAREHOUSE, 2)
    expect(second.references).toContain(mail.messageId)
    expect(await desk.aside(talk.id, asideId)).toMatchObject({ state: 'waiting' })
    const closed = await desk.app.owner.ok('PATCH', `/api/asides/${asideId}`, { closed: true })
    expect(closed).toMatchObject({ state: 'closed' })
    await desk.comes({ from: WAREHOUSE, answers: second.messageId as string, text: '承知しました。' })
    expect(await desk.aside(talk.id, asideId)).toMatchObject({ state: 'answered', closedAt: null })
  })

  it('keeps a colleague’s answer whom they put in copy', async () => {
    const id = await desk.comes({
      from: WAREHOUSE,
      cc: 'chief@warehouse.example',
      answers: mail.messageId as string,
      text: '主任が確認します。',
    })
    await desk.comes({
      from: 'chief@warehouse.example',
      answers: `${mail.messageId} ${id}`,
      text: '主任です。',
    })
    expect((await desk.aside(talk.id, asideId)).messages.at(-1)).toMatchObject({ text: '主任です。' })
    expect(await desk.talksOf('chief@warehouse.example')).toEqual([])
  })
})

describe('what must never mix', () => {
  it('keeps a customer out of what was asked of others, whoever put them in copy', async () => {
    const talk = await desk.question('taro@customer.example')
    const { id } = await desk.ask(talk.id, { people: [{ name: '', address: 'makers@maker.example' }] })
    const mail = await desk.mailTo('makers@maker.example')
    await desk.comes({
      from: 'makers@maker.example',
      cc: 'taro@customer.example',
      answers: mail.messageId as string,
      text: 'お客様にもお送りします。',
    })
    await desk.comes({
      from: 'taro@customer.example',
      to: replyAddress(mail),
      answers: mail.messageId as string,
      text: '太郎です、ありがとう。',
    })
    const aside = await desk.aside(talk.id, id)
    expect(aside.messages.map(({ text }) => text)).not.toContain('太郎です、ありがとう。')
    const said = await Promise.all(
      (await desk.talksOf('taro@customer.example')).map((one) => desk.said(one.id)),
    )
    expect(said.flat()).toContain('太郎です、ありがとう。')
    expect(said.flat()).not.toContain('お客様にもお送りします。')
  })

  it('refuses to ask the customer, or an inbox of ours', async () => {
    const talk = await desk.question('refused@customer.example')
    const asking = (address: string) =>
      desk.app.owner.call<{ code: string }>('POST', `/api/conversations/${talk.id}/asides`, {
        kind: 'side',
        partnerId: null,
        typeId: null,
        people: [{ name: '', address }],
        subject: 'x',
        text: 'x',
        dueAt: null,
      })
    expect((await asking('Refused@customer.example')).body.code).toBe('teamwork.asks-the-customer')
    expect((await asking(DESK)).body.code).toBe('teamwork.own-address')
  })

  it('leaves a partner in copy of the customer’s thread in that thread', async () => {
    const talk = await desk.question('copy@customer.example')
    const { id } = await desk.ask(talk.id, { people: [{ name: '', address: 'both@maker.example' }] })
    await desk.mailTo('both@maker.example')
    await desk.app.owner.ok('POST', `/api/conversations/${talk.id}/replies`, {
      text: '山田様、確認いたします。',
      cc: ['both@maker.example'],
      anyway: true,
      confirmed: ['no-honorific', 'wrong-name', 'other-order', 'other-address', 'no-attachment'],
    })
    const answer = await desk.mailTo('copy@customer.example')
    await desk.comes({
      from: 'both@maker.example',
      answers: answer.messageId as string,
      text: '全員に返信します。',
    })
    expect(await desk.said(talk.id)).toContain('全員に返信します。')
    expect((await desk.aside(talk.id, id)).messages).toHaveLength(1)
  })

  it('opens to no stranger: not by a copied id, a copied address, a typed number, or another one’s name', async () => {
    const talk = await desk.question('forged@customer.example')
    const { id, reference } = await desk.ask(talk.id, {
      people: [{ name: '', address: 'real@maker.example' }],
    })
    const mail = await desk.mailTo('real@maker.example')
    const answers = mail.messageId as string
    const forged = replyAddress(mail).replace(/\.[0-9a-f]{8}@/, '.00000000@')
    await desk.comes({ from: 'stranger@evil.example', answers, text: '1' })
    await desk.comes({ from: 'stranger@evil.example', to: replyAddress(mail), text: '2' })
    await desk.comes({ from: 'stranger@evil.example', subject: `Re: [#${reference}]`, text: '3' })
    await desk.comes({ from: 'real@maker.example', replyTo: 'stranger@evil.example', answers, text: '4' })
    await desk.comes({ from: 'stranger@evil.example', replyTo: 'real@maker.example', answers, text: '5' })
    await desk.comes({ from: 'real@maker.example', to: forged, text: '6' })
    await desk.comes({ from: 'real@maker.example', subject: `[#${talk.number}] Re: 急須について`, text: '7' })
    expect((await desk.aside(talk.id, id)).messages).toHaveLength(1)
    expect(await desk.said(talk.id)).toEqual(['急須はまだありますか。'])
  })

  it('shows nothing to who does not see the conversation', async () => {
    const talk = await desk.question('seen@customer.example')
    const aside = await desk.ask(talk.id, { people: [], partnerId: await partner('店長') })
    const stranger = await desk.app.person('agent', [await desk.app.team('支店')])
    for (const [method, path, body] of [
      ['GET', `/api/conversations/${talk.id}/asides`, undefined],
      ['PATCH', `/api/asides/${aside.id}`, { closed: true }],
      ['POST', `/api/asides/${aside.id}/link`, { renew: false }],
      ['POST', `/api/asides/${aside.id}/answers`, { author: 'x', text: 'x' }],
      ['POST', `/api/aside-messages/${aside.messages[0]?.id}/resend`, {}],
    ] as const)
      expect((await stranger.call(method, path, body)).status).toBe(404)
    const listed = await stranger.ok<{ items: unknown[] }>('GET', '/api/asides?whose=anybody')
    expect(listed.items).toEqual([])
  })
})

const partner = async (name: string, people: object[] = []): Promise<string> =>
  (await desk.app.owner.ok<{ id: string }>('POST', '/api/partners', { kind: 'department', name, people })).id

describe('the link without a seat', () => {
  const read = (token: string) => desk.app.owner.call<LinkedAside>('POST', '/api/aside-links', { token })
  const answer = (token: string, answerId: string, text = '在庫は3つです。') =>
    desk.app.owner.call<LinkedAside & { code: string }>('POST', '/api/aside-links/answers', {
      token,
      answerId,
      author: '倉庫 一郎',
      text,
    })
  const tokenOf = async (id: string, renew = false): Promise<string> => {
    const { url } = await desk.app.owner.ok<{ url: string }>('POST', `/api/asides/${id}/link`, { renew })
    return new URL(url).hash.slice(1)
  }

  it('shows what was asked, takes an answer once, and nothing of the conversation', async () => {
    const talk = await desk.question('link@customer.example')
    const { id } = await desk.ask(talk.id, { people: [], partnerId: await partner('倉庫課') })
    const token = await tokenOf(id)
    const { body } = await read(token)
    expect(body).toMatchObject({
      desk: 'Test shop',
      partner: '倉庫課',
      closed: false,
      subject: '在庫のご確認',
    })
    expect(JSON.stringify(body)).not.toContain('急須はまだありますか')
    expect(JSON.stringify(body)).not.toContain(talk.id)
    const answerId = randomUUID()
    expect((await answer(token, answerId)).status).toBe(200)
    expect((await answer(token, answerId)).status).toBe(200)
    const aside = await desk.aside(talk.id, id)
    expect(aside).toMatchObject({ state: 'answered' })
    expect(aside.messages.filter(({ via, direction }) => via === 'link' && direction === 'in')).toHaveLength(
      1,
    )
    expect(await desk.said(talk.id)).toHaveLength(1)
  })

  it('opens nothing with another signature, for another one, after a new one was made, or when it is over', async () => {
    const talk = await desk.question('token@customer.example')
    const one = await desk.ask(talk.id, { people: [], partnerId: await partner('商品課') })
    const other = await desk.ask(talk.id, { people: [], partnerId: await partner('経理課') })
    const token = await tokenOf(one.id)
    for (const wrong of [
      'x',
      `${token}x`,
      token.replace(one.id, other.id),
      token.replace(/^\d+/, '999'),
      token.replace('.1.', '.2.'),
    ])
      expect(await read(wrong)).toMatchObject({ status: 404, body: { code: 'teamwork.no-link' } })
    const fresh = await tokenOf(one.id, true)
    expect((await read(token)).status).toBe(404)
    expect((await read(fresh)).status).toBe(200)
    await desk.app.owner.ok('PATCH', `/api/asides/${one.id}`, { closed: true })
    expect((await read(fresh)).body).toMatchObject({ closed: true, messages: [], subject: '' })
    expect((await answer(fresh, randomUUID())).body.code).toBe('teamwork.link-closed')
  })
})

describe('what comes back, and what may have left', () => {
  it('takes a machine’s words for no answer, and says of a bounce what it says', async () => {
    const talk = await desk.question('machine@customer.example')
    const { id } = await desk.ask(talk.id, { people: [{ name: '', address: 'gone@maker.example' }] })
    const mail = await desk.mailTo('gone@maker.example')
    const answers = mail.messageId as string
    await desk.comes({
      from: 'gone@maker.example',
      answers,
      text: '不在です。',
      more: ['Auto-Submitted: auto-replied'],
    })
    expect(await desk.aside(talk.id, id)).toMatchObject({ state: 'waiting', answeredAt: null })
    await expect.poll(async () => (await desk.aside(talk.id, id)).messages[0]?.state).toBe('sent')
    const account = await desk.app.app.channels.host.inboxByToken('email', desk.inbox.token)
    const report = [
      'From: MAILER-DAEMON@maker.example',
      `To: ${DESK}`,
      'Message-ID: <report@maker.example>',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=R',
      '',
      '--R\r\nContent-Type: text/plain\r\n\r\n<gone@maker.example>: mailbox gone\r\n',
      '--R\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; maker.example\r\n',
      'Final-Recipient: rfc822; gone@maker.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
      `--R\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${answers}\r\nTo: gone@maker.example\r\n`,
      '--R--',
    ].join('\r\n')
    await desk.app.app.channels.host.accept(account as never, Buffer.from(report), 'report-1')
    await desk.app.settled()
    expect((await desk.aside(talk.id, id)).messages[0]).toMatchObject({ state: 'bounced' })
  })

  it('says "may have been sent" after a crash, sends nothing by itself, and once more when somebody says so', async () => {
    const talk = await desk.question('crash@customer.example')
    const { id } = await desk.ask(talk.id, { people: [{ name: '', address: 'crash@maker.example' }] })
    await desk.mailTo('crash@maker.example')
    await expect.poll(async () => (await desk.aside(talk.id, id)).messages[0]?.state).toBe('sent')
    const [message] = (await desk.aside(talk.id, id)).messages
    await desk.app.db.run(sql`
      update aside_messages set state = 'sending', process = 99999
      where workspace_id = ${desk.app.workspaceId} and id = ${message?.id}`)
    await recoverAsides(desk.app.db)
    expect((await desk.aside(talk.id, id)).messages[0]).toMatchObject({ state: 'uncertain' })
    const before = sent()
    await recoverAsides(desk.app.db)
    expect(sent()).toBe(before)
    await desk.app.owner.ok('POST', `/api/aside-messages/${message?.id}/resend`, {})
    await desk.mailTo('crash@maker.example', 2)
    await expect.poll(async () => (await desk.aside(talk.id, id)).messages[0]?.state).toBe('sent')
    const again = await desk.app.owner.call('POST', `/api/aside-messages/${message?.id}/resend`, {})
    expect(again.status).toBe(409)
  })

  it('waits, and is tried again, while the server says no', async () => {
    const talk = await desk.question('busy@customer.example')
    desk.sink.judge = (at) => (at === 'sender' ? { code: 451, text: 'try later' } : undefined)
    const { id } = await desk.ask(talk.id, { people: [{ name: '', address: 'busy@maker.example' }] })
    await expect.poll(async () => (await desk.aside(talk.id, id)).messages[0]?.reason).not.toBeNull()
    expect((await desk.aside(talk.id, id)).messages[0]).toMatchObject({ state: 'queued' })
    desk.sink.judge = (at) => (at === 'mail' ? { code: 550, text: 'no such user' } : undefined)
    const refused = await desk.ask(talk.id, { people: [{ name: '', address: 'nobody@maker.example' }] })
    await expect.poll(async () => (await desk.aside(talk.id, refused.id)).messages[0]?.state).toBe('failed')
    desk.sink.judge = () => undefined
  })
})
