import { receive } from '../factories/index.ts'
import type { TestApp } from '../harness/app.ts'
import type { Known } from './shapes.ts'

type Named = Record<string, string[]>

const several = async <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = []
  for (let n = 0; n < count; n += 1) made.push(await make(n))
  return made
}

const make = async (
  test: TestApp,
  path: string,
  count: number,
  body: (n: number) => unknown,
): Promise<string[]> =>
  (await several(count, (n) => test.owner.ok<{ id: string }>('POST', path, body(n)))).map(({ id }) => id)

/** Customers who wrote through inboxes, and what people did about it. */
const fillTalk = async (test: TestApp): Promise<Named> => {
  const teamId = await make(test, '/api/teams', 6, (n) => ({ name: `チーム${n}` }))
  const team = teamId[0] as string
  const inboxes = await several(3, () => test.inbox('chat', { teamIds: [team] }))
  const inboxId = inboxes.map(({ id }) => id)
  const received = await several(12, (n) =>
    receive(test.db, `customer${n % 6}@shop.example`, inboxId[n % 3] as string),
  )
  const conversationId = received.map((one) => one.conversationId)
  const at = `/api/conversations/${conversationId[0]}`
  const people = await test.owner.ok<{ items: { id: string }[] }>('GET', '/api/customers')
  const customerId = people.items.map(({ id }) => id)
  const about = `/api/customers/${customerId[0]}`
  return {
    teamId,
    inboxId,
    token: inboxes.map(({ token }) => token),
    conversationId,
    messageId: [
      ...received.map((one) => one.messageId),
      ...(await make(test, `${at}/replies`, 6, (n) => ({ text: `返信${n}` }))),
      ...(await make(test, `${at}/notes`, 6, (n) => ({ text: `メモ${n}` }))),
    ],
    customerId,
    noteId: await make(test, `${about}/notes`, 6, (n) => ({ text: `${n}` })),
    identityId: await make(test, `${about}/identities`, 6, (n) => ({
      kind: 'phone',
      value: `031234510${n}`,
    })),
    agentId: (await several(4, () => test.person('agent', [team]))).map(({ id }) => id),
  }
}

/** What owners set up. */
const fillSettings = async (test: TestApp): Promise<Named> => {
  const { ok } = test.owner
  const hook = { url: 'http://127.0.0.1:9/', events: ['note.added'] }
  const hooks = await several(8, () => ok<{ webhook: { id: string } }>('POST', '/api/webhooks', hook))
  const webhookId = hooks.map(({ webhook }) => webhook.id)
  const files = await several(4, (n) =>
    ok<{ id: string }>('POST', `/api/uploads?name=${n}.txt`, new Uint8Array([n, 2])),
  )
  const metrics = await ok<{ name?: string; id?: string }[] | { items: { id: string }[] }>(
    'GET',
    '/api/metrics',
  )
  return {
    tagId: await make(test, '/api/tags', 12, (n) => ({ name: `タグ${n}` })),
    brandId: await make(test, '/api/brands', 2, (n) => ({ name: `店${n}` })),
    attachmentId: files.map(({ id }) => id),
    webhookId,
    deliveryId: (
      await several(3, (n) => ok<{ id: string }>('POST', `/api/webhooks/${webhookId[n]}/ping`))
    ).map(({ id }) => id),
    events: (await ok<{ name: string }[]>('GET', '/api/webhook-events')).map(({ name }) => name),
    metric: [...JSON.stringify(metrics).matchAll(/"(?:name|id)":"([\w.-]+)"/g)].map(
      ([, name]) => name as string,
    ),
  }
}

/** Puts something of everything into a product, and tells by which names it is called. */
export const fill = async (test: TestApp): Promise<Known> => {
  const [talk, settings] = [await fillTalk(test), await fillSettings(test)]
  return {
    named: {
      ...talk,
      ...settings,
      cursor: [...(talk.messageId ?? []), ...(settings.deliveryId ?? [])],
      url: ['http://127.0.0.1:9/', 'https://127.0.0.1:9/x?y=z'],
      timeZone: ['Asia/Tokyo', 'Europe/Vienna'],
      language: ['ja', 'en'],
      channel: ['chat', 'form', 'email'],
      key: ['customer_no', 'plan'],
      colour: ['#ff0000', '#00AA99'],
      from: ['2026-11-01', '2026-11-21'],
      to: ['2026-11-22', '2026-12-31'],
      q: ['荷物', '届き', 'ﾆﾓﾂ', 'a b c', 'customer1', '返'],
    },
    words: ['返品', 'note', 'Asia/Tokyo', 'message.received', 'http://127.0.0.1:9/', '1'],
  }
}
