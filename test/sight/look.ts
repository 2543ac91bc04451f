import { openApi } from '../../server/kernel/http/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { ApiDocument, Operation } from '../../server/start/docs-page/document.ts'
import { exampleOf } from '../../server/start/docs-page/example.ts'
import { createRooms } from '../../server/start/rooms.ts'
import type { Standing } from './standing.ts'
import type { Person } from './world.ts'

/** What somebody was answered, and to what. */
export interface Answered {
  where: string
  status: number
  text: string
}

const { paths } = openApi(createRooms({} as never), 'http://x', '0') as unknown as ApiDocument

/** Every address that is read and asks for a sign-in. */
const reads = Object.entries(paths).flatMap(([path, { get }]) =>
  get && get.security === undefined ? [{ path, operation: get }] : [],
)

/** Ids that an address may be asked for, by the names of its parameters: all there are, in sight or not. */
export type Places = Readonly<Record<string, readonly string[]>>

/** All that addresses can be asked for in a corner. */
export const placesIn = (
  standing: Standing,
  { links, merges, inboxes }: { links: string[]; merges: string[]; inboxes: readonly string[] },
): Places => {
  const talks = standing.conversations.filter(({ inboxId }) => inboxes.includes(inboxId))
  const ids = new Set(talks.map(({ id }) => id))
  const messages = standing.messages.filter(({ conversationId }) => ids.has(conversationId))
  const said = new Set(messages.map(({ id }) => id))
  const conversationId = [...ids]
  const customerId = [...new Set(talks.map((one) => one.customerId))]
  return {
    conversationId,
    intoId: conversationId,
    messageId: [...said],
    attachmentId: standing.files.filter(({ messageId }) => said.has(messageId)).map(({ id }) => id),
    customerId,
    mergedId: customerId,
    inboxId: inboxes,
    arrivalId: standing.arrivals.filter(({ inboxId }) => inboxes.includes(inboxId)).map(({ id }) => id),
    linkId: links,
    mergeId: merges,
  }
}

const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
const period = `from=${day(-2)}&to=${day(1)}`

/** Ways of asking that the shapes alone don't tell, by address; what is left out is asked once, plainly. */
const asking: Record<string, readonly string[]> = {
  '/api/conversations': ['all', 'mine', 'unassigned', 'team', 'following', 'mentions'].flatMap((view) =>
    ['newest', 'oldest', 'waiting'].map((sort) => `view=${view}&sort=${sort}&status=any&limit=200`),
  ),
  '/api/customers': ['limit=200', 'limit=200&open=true', 'limit=200&open=false', 'limit=200&q=山田'],
  '/api/unsent': ['state=all&limit=200', 'state=awaiting&limit=200', 'state=failed'],
  '/api/customer-merge-suggestions': ['limit=200'],
  '/api/inboxes/{inboxId}/quarantine': ['limit=200', 'state=dismissed&limit=200'],
  '/api/inboxes/{inboxId}/ignored': ['limit=200'],
  '/api/tasks': ['assignee=anybody&limit=200', 'assignee=me', 'assignee=anybody&state=done'],
  '/api/asides': ['whose=anybody&limit=200', 'whose=me', 'whose=anybody&state=closed'],
  '/api/complaints': ['state=all&limit=200', 'owner=nobody'],
  '/api/complaints.csv': ['state=all'],
  '/api/harassments': ['state=all&limit=200', 'state=review&limit=200', 'state=mine&limit=200'],
  '/api/search': ['q=zq', 'q=山田', 'q=QX'],
  '/api/metrics/{metric}': ['inbox', 'agent', 'team', 'channel'].map((by) => `${period}&by=${by}`),
  '/api/metrics/{metric}/rows': [`${period}&limit=200`],
  '/api/metrics/{metric}/rows.csv': [period],
}

const queriesOf = (path: string, { parameters }: Operation): readonly string[] =>
  asking[path] ?? [
    parameters
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
      .join('&'),
  ]

/** An address with its parameters filled in: with each id there is, of two with a few pairs. */
const filled = (path: string, places: Places): string[] => {
  const [name, ...more] = Array.from(path.matchAll(/\{(\w+)\}/g), ([, one]) => one as string)
  if (name === undefined) return [path]
  const ids = places[name] ?? [newId()]
  if (more.length === 0) return ids.map((id) => path.replace(`{${name}}`, id))
  return ids.flatMap((id, at) =>
    filled(path.replace(`{${name}}`, id), {
      ...places,
      [more[0] as string]: (places[more[0] as string] ?? []).slice(at, at + 3),
    }),
  )
}

const AT_ONCE = 12

/** Asks for everything that can be asked for, and tells of each answer. */
export const lookAround = async (
  who: Person,
  places: Places,
  words: readonly string[],
): Promise<Answered[]> => {
  const { body: metrics } = await who.call<{ id: string }[]>('GET', '/api/metrics')
  const all = { ...places, metric: metrics.map(({ id }) => id) }
  const asked = [
    ...reads.flatMap(({ path, operation }) =>
      filled(path, all).flatMap((address) =>
        queriesOf(path, operation).map((query) => ({
          where: path,
          address: query === '' ? address : `${address}?${query}`,
        })),
      ),
    ),
    ...words.map((word) => ({ where: `search for ${word}`, address: `/api/search?q=${word}` })),
    ...words.map((word) => ({ where: `customers named ${word}`, address: `/api/customers?q=${word}` })),
  ]
  const answers: Answered[] = []
  for (let at = 0; at < asked.length; at += AT_ONCE)
    answers.push(
      ...(await Promise.all(
        asked.slice(at, at + AT_ONCE).map(async ({ where, address }) => {
          const { status, body } = await who.call('GET', address)
          return {
            where: `${where} (${address})`,
            status,
            text: typeof body === 'string' ? body : JSON.stringify(body),
          }
        }),
      )),
    )
  return answers
}
