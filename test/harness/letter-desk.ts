import { newId } from '../../server/kernel/ids.ts'
import { sql } from '../../server/kernel/db/index.ts'
import { testApp, type Client, type TestApp } from './app.ts'

/** A record of harassment, as far as tests look at it. */
export interface Harassment {
  id: string
  state: string
  kinds: string[]
  reportedBy: string
  exposed: string[]
  takenOverBy: string | null
  evidenceCount: number
  limit: { id: string; reviewOn: string } | null
  appeal: { id: string; words: string } | null
}

/** Who writes what nobody should have to read. */
const HARASSER = 'dogeza@customer.example'

/** Mail that comes into an inbox of a shop, and what became of it. */
const mailInto = (test: TestApp, inbox: { token: string }) => {
  const threads = new Map<string, string>()
  return {
    /** A mail comes in, in the thread of who wrote it; gives its arrival. */
    write: async (text: string, from = HARASSER): Promise<string> => {
      const account = await test.app.channels.host.inboxByToken('email', inbox.token)
      if (!account) throw new Error('no inbox')
      const id = newId()
      const head = [`From: <${from}>`, 'To: shop@shop.example', `Message-ID: <${id}@mail.example>`]
      const before = threads.get(from)
      if (before) head.push(`In-Reply-To: <${before}@mail.example>`)
      else threads.set(from, id)
      head.push('Subject: hello', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8')
      await test.app.channels.host.accept(account, Buffer.from([...head, '', text].join('\r\n')), id)
      await test.settled()
      const row = await test.db.one<{ id: string }>(sql`
        select id from arrivals where workspace_id = ${test.workspaceId} and external_id = ${id}`)
      return row.id
    },
    /** Conversations of somebody, with how many messages they wrote. */
    talks: (from = HARASSER) =>
      test.db.many<{ id: string; customerId: string; count: number }>(sql`
        select c.id, c.customer_id as "customerId",
          (select count(*)::integer from messages m where m.workspace_id = ${test.workspaceId} and m.conversation_id = c.id
            and m.kind = 'inbound') as count
        from conversations c
        join identities i on i.workspace_id = ${test.workspaceId} and i.customer_id = c.customer_id and i.value_key = ${from}
        where c.workspace_id = ${test.workspaceId} order by c.id`),
  }
}

const NO_LIMIT = {
  block: false,
  channels: null,
  most: null,
  periodDays: null,
  hours: null,
  reason: '暴言が続くため',
  reviewOn: '2199-01-01',
  templateId: null,
  tell: false,
}

/** A shop with a lead, a second one, two agents and a mail inbox into which real mail comes. */
export const letterDesk = async () => {
  const test = await testApp()
  const lead = await test.person('lead')
  const second = await test.person('lead')
  const team = await test.team('一班')
  const hana = await test.person('agent', [team])
  const ken = await test.person('agent', [team])
  const inbox = await test.inbox('email', { teamIds: [team], settings: { address: 'shop@shop.example' } })
  const { write, talks } = mailInto(test, inbox)
  /** What was said in a conversation. */
  const said = async (id: string) =>
    (
      await lead.ok<{ messages: { id: string; kind: string; text: string }[] }>(
        'GET',
        `/api/conversations/${id}/messages`,
      )
    ).messages
  const report = (conversationId: string, body: object = {}) =>
    hana.ok<Harassment>('POST', `/api/conversations/${conversationId}/harassments`, {
      kinds: ['abuse'],
      summary: '人格を否定する言葉が続いた',
      ...body,
    })
  const decide = ({ id }: { id: string }, confirmed = true) =>
    lead.ok<Harassment>('POST', `/api/harassments/${id}/decision`, { confirmed, reason: '明らかな暴言' })
  /** A confirmed record about somebody who wrote. */
  const confirmed = async (from = HARASSER): Promise<Harassment> => {
    await write('ばか', from)
    const [talk] = await talks(from)
    return decide(await report(talk?.id as string))
  }
  const limit = (
    { id }: { id: string },
    terms: object,
    who: Client = lead,
  ): Promise<{ status: number; body: { id: string; code: string; held: number; toldAt: string | null } }> =>
    who.call('POST', `/api/harassments/${id}/limits`, { ...NO_LIMIT, ...terms })
  return { test, lead, second, hana, ken, inbox, write, talks, said, report, decide, confirmed, limit }
}
