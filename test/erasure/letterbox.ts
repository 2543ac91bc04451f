import { sql } from '../../server/kernel/db/index.ts'
import type { TestApp } from '../harness/app.ts'

interface Found {
  id: string
  name: string
}

/** Where mail of a customer's comes in, and what is known of them then. */
export const letterbox = (app: TestApp, token: string) => ({
  /** Takes a mail in; gives whether it was new. */
  async take(headers: string[], body: string, externalId: string): Promise<string> {
    const account = await app.app.channels.host.inboxByToken('email', token)
    if (!account) throw new Error('no inbox')
    const raw = [...headers, '', body].join('\r\n')
    const kept = await app.app.channels.host.accept(account, Buffer.from(raw), externalId)
    await app.settled()
    return kept
  },
  find: async (name: string): Promise<Found> =>
    (await app.owner.ok<{ items: Found[] }>('GET', `/api/customers?q=${encodeURIComponent(name)}`))
      .items[0] as Found,
  conversationsOf: (customerId: string) =>
    app.db.many<{ id: string; subject: string; inboxId: string }>(sql`
      select id, subject, inbox_id as "inboxId" from conversations
      where workspace_id = ${app.workspaceId} and customer_id = ${customerId} order by id`),
})
