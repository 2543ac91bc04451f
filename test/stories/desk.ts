import { externalIdOf } from '../../server/channels/email/external-id.ts'
import { readHeaders } from '../../server/channels/email/parse/headers.ts'
import { sql } from '../../server/kernel/db/index.ts'
import { expect } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'
import { startScriptedSmtp, type ScriptedSmtp } from '../mailserver/scripted-smtp.ts'

/** A mail of ours as it left. */
export interface Left {
  /** Our id of the message, by which the screens know it. */
  id: string
  /** Its Message-ID as its recipients see it, without brackets. */
  messageId: string
  references: string[]
  subject: string
  /** Where an answer to it goes. */
  replyTo: string
  /** Its whole header. */
  header: string
}

/** What became of a mail that came in. Conversations have letters in the order in which the story opened them. */
export interface Taken {
  conversation: string
  /** Whose conversation it is, by their addresses. */
  customer: string
  /** To whom the next answer would go. */
  answerTo: string
  waits: boolean
  machine?: string
  suggests?: string
}

/** One inbox with the mails of one story. */
export interface Story {
  address: string
  inboxId: string
  /** Takes a mail in as IMAP does; 'ignored', 'twice' or 'report' where it is no message. */
  take(raw: Buffer): Promise<Taken | string>
  /** An answer of ours, once it has left. */
  answer(conversation: string, more?: { cc?: string[]; bcc?: string[]; to?: string[] }): Promise<Left>
  resolve(conversation: string): Promise<void>
  status(conversation: string): Promise<string>
  receipt(message: Left): Promise<string>
  /** Which of these addresses are marked as bounced, and how. */
  marked(...addresses: string[]): Promise<Record<string, string>>
}

/** The whole product with a mail server behind it that keeps what leaves. */
export interface Stage {
  app: TestApp
  smtp: ScriptedSmtp
  begin(settings?: object, address?: string): Promise<Story>
}

let stories = 0

/** Opens the product on a database of its own. Call it in `beforeAll`. */
export const openStage = async (): Promise<Stage> => {
  const [app, smtp] = await Promise.all([testApp(), startScriptedSmtp()])
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  return { app, smtp, begin: (settings, address) => beginStory(app, smtp, settings, address) }
}

const beginStory = async (
  app: TestApp,
  smtp: ScriptedSmtp,
  settings: object = {},
  address = `desk${(stories += 1)}@shop.example`,
): Promise<Story> => {
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none' }
  const { id, token } = await app.inbox('email', {
    address,
    settings: { address, smtp: server, ...settings },
  })
  const letters: string[] = []
  const idOf = (letter: string): string => letters[letter.charCodeAt(0) - 65] ?? letter
  const letterOf = (conversationId: string): string => {
    if (!letters.includes(conversationId)) letters.push(conversationId)
    return String.fromCharCode(65 + letters.indexOf(conversationId))
  }
  const messageOf = async (messageId: string) => {
    const row = await app.db.one<{ receipt: string | null }>(sql`
      select receipt from messages where workspace_id = ${app.workspaceId} and id = ${messageId}`)
    return row.receipt ?? ''
  }

  return {
    address,
    inboxId: id,
    async take(raw) {
      const account = await app.app.channels.host.inboxByToken('email', token)
      if (!account) throw new Error('no inbox')
      const before = await countArrivals(app, id)
      await app.app.channels.host.accept(account, raw, externalIdOf(raw))
      await app.settled()
      const after = await countArrivals(app, id)
      return after.count === before.count ? 'twice' : shown(app, after.newest, letterOf)
    },
    async answer(conversation, { cc = [], bcc = [], to } = {}) {
      const sent = smtp.mails.length
      const { id: messageId } = await app.owner.ok<{ id: string }>(
        'POST',
        `/api/conversations/${idOf(conversation)}/replies`,
        {
          text: 'お問い合わせありがとうございます。\n確認いたします。',
          cc,
          bcc,
          ...(to ? { to } : {}),
          anyway: true,
        },
      )
      await expect.poll(() => messageOf(messageId), { timeout: 30_000 }).toBe('sent')
      return leftOf(messageId, smtp.mails.slice(sent).at(-1) ?? '')
    },
    resolve: async (conversation) => {
      await app.owner.ok('PUT', `/api/conversations/${idOf(conversation)}/status`, { status: 'resolved' })
    },
    status: async (conversation) =>
      (await app.owner.ok<{ status: string }>('GET', `/api/conversations/${idOf(conversation)}`)).status,
    receipt: ({ id: messageId }) => messageOf(messageId),
    marked: (...addresses) => markedOf(app, addresses),
  }
}

/** What became of an arrival, as an agent sees it. */
const shown = async (
  app: TestApp,
  arrivalId: string,
  letterOf: (conversationId: string) => string,
): Promise<Taken | string> => {
  const row = await app.db.maybe<{ conversationId: string; machine: string | null }>(sql`
      select conversation_id as "conversationId", context ->> 'machine' as machine from messages
      where workspace_id = ${app.workspaceId} and arrival_id = ${arrivalId}`)
  if (!row) {
    const { state } = await app.db.one<{ state: string }>(sql`
        select state from arrivals where workspace_id = ${app.workspaceId} and id = ${arrivalId}`)
    return state === 'done' ? 'report' : state
  }
  const path = `/api/conversations/${row.conversationId}`
  const [one, answering, suggested] = await Promise.all([
    app.owner.ok<{ waitingSince: string | null; customer: { id: string } }>('GET', path),
    app.owner.ok<{ reply: { to: { value: string }[] } }>('GET', `${path}/answering`),
    app.owner.ok<{ id: string; reason: string }[]>('GET', `${path}/suggestions`),
  ])
  const person = await app.owner.ok<{ identities: { value: string }[] }>(
    'GET',
    `/api/customers/${one.customer.id}`,
  )
  const conversation = letterOf(row.conversationId)
  const suggests = suggested.map((other) => `${letterOf(other.id)} by ${other.reason}`).join(', ')
  return {
    conversation,
    customer: person.identities.map(({ value }) => value).join(', '),
    answerTo: answering.reply.to.map(({ value }) => value).join(', '),
    waits: one.waitingSince !== null,
    ...(row.machine ? { machine: row.machine } : {}),
    ...(suggests ? { suggests } : {}),
  }
}

const countArrivals = (app: TestApp, inboxId: string): Promise<{ count: number; newest: string }> =>
  app.db.one(sql`
    select count(*)::integer as count, (array_agg(id order by id desc))[1] as newest from arrivals
    where workspace_id = ${app.workspaceId} and inbox_id = ${inboxId}`)

const markedOf = async (app: TestApp, addresses: string[]): Promise<Record<string, string>> => {
  const rows = await app.owner.ok<{ value: string; kind: string }[]>('POST', '/api/addresses/bounced', {
    addresses,
  })
  return Object.fromEntries(rows.map(({ value, kind }) => [value, kind]))
}

const leftOf = (id: string, raw: string): Left => {
  const headers = readHeaders(Buffer.from(raw, 'latin1'))
  const ids = (name: string) => Array.from(headers.first(name).matchAll(/<([^<>]+)>/g), ([, one = '']) => one)
  const address = (name: string) => /[^\s<>]+@[^\s<>]+/.exec(headers.first(name))?.[0] ?? ''
  return {
    id,
    messageId: ids('message-id')[0] ?? '',
    references: ids('references'),
    subject: headers.text('subject'),
    replyTo: address('reply-to') || address('from'),
    header: raw.slice(0, raw.indexOf('\r\n\r\n')),
  }
}
