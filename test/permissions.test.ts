import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../server/kernel/ids.ts'
import { openApi } from '../server/kernel/http/index.ts'
import { Permissions } from '../server/kernel/permissions.ts'
import type { ApiDocument, Operation } from '../server/start/docs-page/document.ts'
import { exampleOf } from '../server/start/docs-page/example.ts'
import { permissionGroups } from '../server/modules/agents/index.ts'
import { createRooms } from '../server/start/rooms.ts'
import { testApp, type Client, type TestApp } from './harness/app.ts'
import { hiddenThings } from './hidden-things.ts'

const rooms = createRooms({} as never)
const { all: permissions } = new Permissions(rooms)
const { paths } = openApi(rooms, 'http://x', '0') as unknown as ApiDocument
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)
type One = (typeof operations)[number]

const ROLES = ['owner', 'lead', 'agent', 'readonly'] as const
/** Kinds of ids that belong to an inbox, so that teams decide who knows them. Everything else is the workspace's. */
const BY_SIGHT = [
  'conversationId',
  'intoId',
  'linkId',
  'messageId',
  'customerId',
  'inboxId',
  'attachmentId',
  'noteId',
  'identityId',
  'arrivalId',
  'mergedId',
  'mergeId',
  'taskId',
  'complaintId',
  'harassmentId',
]
const WORDS = '極秘の配送先は非公開です'
const EMAIL = 'hidden.hanako@customer.example'

let test: TestApp
let people: Record<(typeof ROLES)[number], Client>
let insider: Client
let outsider: Client
/** What the insider's team knows, by the names under which routes ask for it. */
let hidden: Record<string, string>

beforeAll(async () => {
  test = await testApp()
  const [team, other] = [await test.team('限定チーム'), await test.team('別のチーム')]
  const [owner, lead, agent, readonly] = await Promise.all(ROLES.map((role) => test.person(role, [team])))
  people = { owner, lead, agent, readonly } as typeof people
  // Whoever may do all that can be done without seeing every inbox.
  const limited = await ownRole(
    '限定',
    [...permissions].flatMap(([name, { everywhere }]) => (everywhere ? [] : [name])),
  )
  ;[insider, outsider] = [await test.person(limited, [team]), await test.person(limited, [other])]
  const inbox = await test.inbox('chat', { teamIds: [team], name: '限定の受信箱' })
  hidden = await hiddenThings(test, { insider, inboxId: inbox.id, words: WORDS, email: EMAIL })
})

/** A role of the workspace's own with these permissions; sees every inbox where one of them needs that. */
const ownRole = async (name: string, names: readonly string[]): Promise<string> => {
  const allInboxes = names.some((one) => permissions.get(one)?.everywhere)
  const body = { name, permissions: names, allInboxes }
  return (await test.owner.ok<{ id: string }>('POST', '/api/roles', body)).id
}

/** A permission with those that it means nothing without. */
const withNeeds = (name: string): string[] => [
  name,
  ...(permissions.get(name)?.needs ?? []).flatMap((one) => withNeeds(one)),
]

const isPublic = ({ operation }: One): boolean => operation.security !== undefined
const title = ({ method, path }: One): string => `${method} ${path}`

/** A body that passes for well-formed, about the hidden things where it names any. */
const bodyFor = ({ path, operation }: One): unknown => {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  if (!content) return undefined
  if (type !== 'application/json') return new Uint8Array([1])
  const example = exampleOf(content.schema)
  if (typeof example !== 'object' || example === null) return example
  const about = Object.fromEntries(
    Object.keys(example).flatMap((name) => (hidden[name] ? [[name, hidden[name]]] : [])),
  )
  return { ...example, ...about, ...(path.endsWith('/assignee') ? { assigneeId: null } : {}) }
}

const addressOf = ({ path, operation }: One, ids: Record<string, string>): string => {
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? newId())
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || ids[parameter.name]))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(ids[name] ?? String(exampleOf(schema)))}`)
  return address + (query.length > 0 ? `?${query.join('&')}` : '')
}

const call = (client: Client, one: One, ids: Record<string, string> = {}) =>
  client.call<{ code?: string; detail?: string }>(one.method, addressOf(one, ids), bodyFor(one))

describe('who is not signed in', () => {
  const nobody = (): Client =>
    ({ ...test.owner, key: '', call: (method, path, body) => anonymous(method, path, body) }) as Client
  const anonymous: Client['call'] = async (method, path, body) => {
    const response = await fetch(test.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as never, headers: response.headers }
  }

  it.each(operations.filter((one) => !isPublic(one)))('is asked to sign in: $method $path', async (one) => {
    const { status, body } = await call(nobody(), one)
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'access.signed-out' })
  })

  it('is let in by these alone', () => {
    expect(operations.filter(isPublic).map(title).sort()).toEqual([
      'GET /api/appeal-desk/{token}',
      'GET /api/setup',
      'GET /api/sso',
      'POST /api/appeal-desk/{token}',
      'POST /api/aside-links',
      'POST /api/aside-links/answers',
      'POST /api/password-resets',
      'POST /api/password-resets/{token}',
      'POST /api/session',
      'POST /api/session/passkey',
      'POST /api/session/passkey/options',
      'POST /api/session/second-factor',
      'POST /api/setup',
      'POST /api/sso/finish',
      'POST /api/sso/{providerId}/start',
    ])
  })
})

describe('a permission', () => {
  it.each(operations.filter(({ operation }) => operation['x-permission']))(
    'decides who may: $method $path',
    async (one) => {
      const needed = one.operation['x-permission'] as string
      const holders = permissions.get(needed)?.roles ?? []
      expect(holders.length, `nobody holds ${needed}`).toBeGreaterThan(0)
      for (const role of ROLES) {
        const { status, body } = await call(people[role], one)
        const refused = status === 403 && body.code === 'access.not-allowed'
        expect(refused, `${role} got ${status} ${body.code}`).toBe(!holders.includes(role))
      }
    },
  )

  // Of these no role is without.
  const optional = [...permissions].flatMap(([name, { always, ownersOnly }]) =>
    always || ownersOnly ? [] : [name],
  )

  it.each(optional)('decides in a role of the workspace’s own, too: %s', async (name) => {
    const others = optional.filter((one) => !withNeeds(one).includes(name))
    const roles = [
      await ownRole(`only ${name}`, withNeeds(name)),
      await ownRole(`without ${name}`, others),
    ] as const
    const [alone, without] = [await test.person(roles[0]), await test.person(roles[1])]
    const asking = operations.filter(({ operation }) => operation['x-permission'] === name)
    for (const one of asking) {
      for (const [client, holds] of [
        [alone, true],
        [without, false],
      ] as const) {
        const { status, body } = await call(client, one)
        const refused = status === 403 && body.code === 'access.not-allowed'
        expect(refused, `${title(one)} ${status} ${body.code}`).toBe(!holds)
      }
    }
    // A workspace has so many roles of its own, and no more.
    for (const role of roles) await test.owner.ok('DELETE', `/api/roles/${role}`, { moveTo: 'readonly' })
  })

  it('stands at every route that changes something', () => {
    const free = operations.filter(
      (one) => one.method !== 'GET' && !isPublic(one) && !one.operation['x-permission'],
    )
    // What is left belongs to the person alone, or is checked against what they own.
    expect(free.map(title).filter((name) => !/ \/api\/(me|session|views)\b/.test(name))).toEqual([])
  })
})

const asksForHidden = (one: One): boolean =>
  one.operation.parameters.some(({ name, in: where }) => where === 'path' && BY_SIGHT.includes(name))

const lacks = (one: One): boolean => {
  const needed = one.operation['x-permission']
  return needed !== undefined && permissions.get(needed)?.everywhere === true
}

describe('the sight of who does not see every inbox ends at their teams', () => {
  it.each(operations.filter(asksForHidden))('$method $path', async (one) => {
    const guessed = await call(outsider, one, hidden)
    expect(guessed.status, `${JSON.stringify(guessed.body)}`).toBe(lacks(one) ? 403 : 404)
    // What is hidden answers as what does not exist.
    const invented = await call(
      outsider,
      one,
      Object.fromEntries(Object.keys(hidden).map((name) => [name, newId()])),
    )
    const said = ({ status, body }: typeof guessed): unknown => [status, body.code, body.detail]
    expect(said(guessed)).toEqual(said(invented))
  })

  it.each(operations.filter((one) => one.method === 'GET' && !asksForHidden(one) && !isPublic(one)))(
    'lists nothing of others: $method $path',
    async (one) => {
      const plain = await outsider.call(one.method, addressOf(one, {}))
      const asked = await outsider.call(
        one.method,
        addressOf(one, { ...hidden, q: WORDS.slice(0, 4), search: EMAIL }),
      )
      for (const { body } of [plain, asked]) {
        const text = typeof body === 'string' ? body : JSON.stringify(body)
        for (const secret of [...Object.values(hidden), WORDS, EMAIL, '限定の受信箱'])
          expect(text).not.toContain(secret)
      }
    },
  )

  it('also where the body names what they may not know', async () => {
    const starting = { inboxId: hidden.inboxId, customerId: hidden.customerId, subject: 'x', text: 'x' }
    expect((await outsider.call('POST', '/api/conversations', starting)).status).toBe(404)
    expect((await outsider.call('POST', '/api/unsent/resend', { inboxId: hidden.inboxId })).status).toBe(404)
  })

  it('and those inside see it all the same', async () => {
    const reads = operations.filter((one) => one.method === 'GET' && asksForHidden(one) && !lacks(one))
    expect(reads.length).toBeGreaterThan(5)
    // What is nobody's secret, but asked for together with what is.
    const { id: ruleId } = await test.owner.ok<{ id: string }>('POST', '/api/rules', {
      name: '優先',
      enabled: false,
      when: { events: ['message.received'] },
      applies: null,
      steps: [{ action: 'conversation.priority', fields: { priority: 'high' } }],
    })
    for (const one of reads) {
      const { status, body } = await call(insider, one, { ...hidden, ruleId })
      // A message without HTML, or without a delivery, a piece of evidence that is no file: there is nothing to show.
      const allowed = /\{(messageId|evidenceId)\}/.test(one.path) ? [200, 404] : [200, 204]
      expect(allowed, `${title(one)} ${JSON.stringify(body)}`).toContain(status)
    }
    const { body } = await insider.call('GET', `/api/search?q=${encodeURIComponent(WORDS.slice(0, 4))}`)
    expect(JSON.stringify(body)).toContain(hidden.conversationId)
  })
})

it('reads under a known heading, and means something: each permission', () => {
  const headings: string[] = permissionGroups.map(({ id }) => id)
  const wrong = [...permissions].flatMap(([name, { group, needs = [], roles, always, everywhere }]) => [
    ...(headings.includes(group) ? [] : [`${name}: no heading ${group}`]),
    ...(roles.includes('owner') ? [] : [`${name}: owners lack it`]),
    ...(always && roles.length < ROLES.length ? [`${name}: some role is without it`] : []),
    ...(everywhere && (roles.includes('agent') || roles.includes('readonly'))
      ? [`${name}: held without sight`]
      : []),
    ...needs
      .filter((one) => !roles.every((role) => permissions.get(one)?.roles.includes(role)))
      .map((one) => `${name}: held without ${one}`),
  ])
  expect(wrong).toEqual([])
})

it('names a permission that the rooms declare at every route', () => {
  const named = operations.flatMap(
    ({ operation }: { operation: Operation }) => operation['x-permission'] ?? [],
  )
  expect([...new Set(named)].filter((name) => !permissions.has(name))).toEqual([])
})
