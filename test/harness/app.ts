import { afterAll } from 'vitest'
import { systemCaller } from '../../server/kernel/caller.ts'
import { readConfig } from '../../server/kernel/config/index.ts'
import { APP_ROLE } from '../../server/kernel/db/connection.ts'
import type { WorkspaceDb } from '../../server/kernel/db/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { startApp, type App } from '../../server/start/app.ts'
import { runUnattendedSetUp } from '../../server/modules/access/index.ts'
import { createAgent, type Role } from '../../server/modules/agents/index.ts'
import { createInbox } from '../../server/modules/inboxes/index.ts'
import { workspaceIds } from '../../server/modules/workspace/index.ts'
import { recordStatement, refuseLooseStatements } from '../house/statement-recorder.ts'
import { freshDatabase } from './database.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'

/** Calls the API as somebody. */
export interface Client {
  /** Calls a route; gives status, body and headers. Never throws for an error status. */
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>
  /** The same, and throws unless the status is 2xx. */
  ok<T = unknown>(method: string, path: string, body?: unknown): Promise<T>
  readonly key: string
}

/** A whole product on a fresh database, set up with an owner. */
export interface TestApp {
  app: App
  url: string
  connectionString: string
  workspaceId: number
  db: WorkspaceDb
  owner: Client
  /** Waits until everything that came in is stored and every listener has done its work. */
  settled(): Promise<void>
  /** Somebody with a role, in teams, with an API key. */
  person(role: Role, teamIds?: string[]): Promise<Client & { id: string }>
  /** A team. */
  team(name: string): Promise<string>
  /** A connected inbox. */
  inbox(
    channel: string,
    options?: {
      teamIds?: string[]
      settings?: Record<string, unknown>
      secrets?: Record<string, unknown>
      address?: string | null
      name?: string
    },
  ): Promise<{ id: string; token: string }>
  close(): Promise<void>
}

/** A client of the API at an address. */
export const clientFor = (url: string, key: string): Client => {
  const call: Client['call'] = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const binary = body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': binary ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: binary ? (body as BodyInit) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
      headers: response.headers,
    }
  }
  return {
    key,
    call,
    async ok(method, path, body) {
      const { status, body: answer } = await call(method, path, body)
      if (status < 200 || status > 299)
        throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`)
      return answer as never
    },
  }
}

const testConfig = (env: Record<string, string>) =>
  readConfig({
    MADOGUCHI_PORT: '0',
    MADOGUCHI_HOST: '127.0.0.1',
    MADOGUCHI_DATA: join(tmpdir(), `madoguchi-${randomUUID()}`),
    MADOGUCHI_SECRET: randomUUID() + randomUUID(),
    MADOGUCHI_PRIVATE_NETWORK: 'true',
    ...env,
  })

/** Starts the whole product on a fresh database; stopped after the test file. Call it in `beforeAll`. */
export const testApp = async (options: { env?: Record<string, string> } = {}): Promise<TestApp> => {
  const fresh = await freshDatabase()
  refuseLooseStatements()
  const app = await startApp({
    config: testConfig(options.env ?? {}),
    connectionString: fresh.connectionString,
    log: createLog(process.env.TEST_LOG ?? 'silent'),
    observe: recordStatement,
    checkAnswers: true,
    migrated: { role: APP_ROLE },
  })
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await app.close()
    await fresh.drop()
  }
  afterAll(close)
  const { apiKey } = await runUnattendedSetUp(app.database, {
    email: 'owner@shop.example',
    password: 'correct horse battery',
    workspace: 'Test shop',
  })
  const [workspaceId] = (await workspaceIds(app.database.reference)) as [number]
  const db = app.database.in(workspaceId)
  const url = `http://127.0.0.1:${app.port}`
  const owner = clientFor(url, apiKey as string)
  return {
    app,
    url,
    connectionString: fresh.connectionString,
    workspaceId,
    db,
    owner,
    close,
    settled: async () => app.work?.settled(workspaceId),
    ...makers(db, owner, url),
  }
}

/** What a test makes for itself: people, teams, inboxes. */
const makers = (db: WorkspaceDb, owner: Client, url: string): Pick<TestApp, 'person' | 'team' | 'inbox'> => {
  const system = systemCaller(db.workspaceId)
  let people = 0
  return {
    async person(role, teamIds = []) {
      people += 1
      const input = { name: `${role} ${people}`, email: `${role}${people}@shop.example`, role, teamIds }
      const agent = await db.tx((tx) => createAgent(tx, system, { ...input, language: 'ja' }))
      const { key } = await owner.ok<{ key: string }>('POST', '/api/api-keys', {
        name: 'test',
        agentId: agent.id,
      })
      return { ...clientFor(url, key), id: agent.id }
    },
    team: async (name) => (await owner.ok<{ id: string }>('POST', '/api/teams', { name })).id,
    inbox: (channel, { name = channel, address = null, teamIds = [], settings = {}, secrets = {} } = {}) =>
      db.tx(async (tx) => {
        const inbox = await createInbox(tx, system, {
          channel,
          name,
          brandId: null,
          address,
          teamIds,
          settings,
          secrets,
        })
        return { id: inbox.id, token: inbox.token }
      }),
  }
}
