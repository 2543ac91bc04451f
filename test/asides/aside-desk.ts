import type { ParsedMail } from 'mailparser'
import { expect } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import type { z } from 'zod'
import type { teamwork } from '../../server/modules/teamwork/contract.ts'
import { startMailSink } from '../chaos/mail-sink.ts'
import { testApp } from '../harness/app.ts'

export const DESK = 'desk@shop.example'
const HANAKO = 'hanako@customer.example'
export const WAREHOUSE = 'stock@warehouse.example'

type Aside = z.infer<typeof teamwork.startAside.output>

/** What a mail to the desk says. */
export interface Letter {
  from: string
  to?: string
  cc?: string
  replyTo?: string
  subject?: string
  text: string
  id?: string
  /** Of which mail it says that it answers it. */
  answers?: string
  more?: string[]
}

let count = 0

const write = ({ from, to = DESK, cc, replyTo, subject, text, id, answers, more = [] }: Letter): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    ...(replyTo ? [`Reply-To: ${replyTo}`] : []),
    `Message-ID: <${id}>`,
    `Subject: =?utf-8?B?${Buffer.from(subject ?? '在庫の件').toString('base64')}?=`,
    ...(answers ? [`In-Reply-To: ${answers}`, `References: ${answers}`] : []),
    ...more,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ].join('\r\n')

const postDesk = async () => {
  const sink = await startMailSink()
  const app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  const inbox = await app.inbox('email', {
    settings: {
      address: DESK,
      smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
      plusAddressing: true,
      subjectReference: true,
    },
  })
  /** A mail comes in; gives under which id. */
  const comes = async (letter: Letter): Promise<string> => {
    count += 1
    const id = letter.id ?? `mail-${count}@elsewhere.example`
    const account = await app.app.channels.host.inboxByToken('email', inbox.token)
    if (!account) throw new Error('no inbox')
    await app.app.channels.host.accept(account, Buffer.from(write({ ...letter, id })), `mid:${count}`)
    await app.settled()
    return `<${id}>`
  }
  /** Conversations that somebody began. */
  const talksOf = (address: string) =>
    app.db.many<{ id: string; number: number; messages: number }>(sql`
      select c.id, c.number, (select count(*)::integer from messages m
        where m.workspace_id = ${app.workspaceId} and m.conversation_id = c.id) as messages
      from conversations c
      join identities i on i.workspace_id = ${app.workspaceId} and i.customer_id = c.customer_id
      where c.workspace_id = ${app.workspaceId} and i.value_key = ${address} order by c.number`)
  return { app, sink, inbox, comes, talksOf }
}

/** The whole product with a mail inbox, and a server that takes its mail. */
export const asideDesk = async () => {
  const desk = await postDesk()
  const { app, sink, comes, talksOf } = desk
  const asides = (conversationId: string) =>
    app.owner.ok<Aside[]>('GET', `/api/conversations/${conversationId}/asides`)
  const ask = async (conversationId: string, change: object = {}): Promise<Aside> =>
    app.owner.ok<Aside>('POST', `/api/conversations/${conversationId}/asides`, {
      kind: 'escalation',
      partnerId: null,
      typeId: null,
      people: [{ name: '倉庫', address: WAREHOUSE }],
      subject: '在庫のご確認',
      text: '急須の在庫はありますか。',
      dueAt: null,
      ...change,
    })
  return {
    ...desk,
    asides,
    ask,
    /** A customer asks something; gives the conversation. */
    async question(from = HANAKO): Promise<{ id: string; number: number }> {
      await comes({ from, subject: '急須について', text: '急須はまだありますか。' })
      const all = await talksOf(from)
      return all.at(-1) as { id: string; number: number }
    },
    /** One of a conversation's. */
    async aside(conversationId: string, id: string): Promise<Aside> {
      return (await asides(conversationId)).find((one) => one.id === id) as Aside
    },
    /** Waits until so many mails have left for somebody, and gives the newest. */
    async mailTo(address: string, number = 1): Promise<ParsedMail> {
      const theirs = () =>
        sink.mails.filter(({ to }) =>
          [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)),
        )
      await expect.poll(() => theirs().length, { timeout: 15_000 }).toBe(number)
      return theirs().at(-1) as ParsedMail
    },
    /** How many messages stand in a conversation. */
    said: async (conversationId: string): Promise<string[]> =>
      (
        await app.db.many<{ text: string }>(sql`
          select text from messages where workspace_id = ${app.workspaceId} and conversation_id = ${conversationId} order by id`)
      ).map(({ text }) => text),
  }
}
