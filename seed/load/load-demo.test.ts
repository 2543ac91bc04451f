import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAgent } from '../../test/factories/index.ts'
import { act } from '../../test/harness/rooms.ts'
import { freshDatabase, testKernel } from '../../test/harness/database.ts'
import { APP_ROLE, openPool } from '../../server/kernel/db/connection.ts'
import { Database, sql, type WorkspaceDb } from '../../server/kernel/db/index.ts'
import { workspaceIds } from '../../server/modules/workspace/index.ts'
import { loadDemo } from './load-demo.ts'

const SIZE = { customers: 300, conversations: 1500 }

let database: Database
let lines: string[] = []
const load = () => loadDemo(database, (line) => void lines.push(line), SIZE)

beforeAll(async () => {
  const fresh = await freshDatabase()
  database = new Database(openPool(fresh.connectionString, 4, APP_ROLE), testKernel())
  afterAll(async () => {
    await database.close()
    await fresh.drop()
  })
})

const shop = async (): Promise<WorkspaceDb> => {
  const [id] = await workspaceIds(database.reference)
  if (id === undefined) throw new Error('there is no shop')
  return database.in(id)
}

/** Rows of what a visitor looks at. */
const counts = async (): Promise<Record<string, number>> => {
  const db = await shop()
  return db.one(sql`
    select (select count(*) from customers c where c.workspace_id = ${db.workspaceId}) as customers,
      (select count(*) from conversations c where c.workspace_id = ${db.workspaceId}) as conversations,
      (select count(*) from saved_views v where v.workspace_id = ${db.workspaceId}) as views,
      (select count(*) from drafts d where d.workspace_id = ${db.workspaceId}) as drafts,
      (select count(*) from mentions m where m.workspace_id = ${db.workspaceId}) as mentions,
      (select count(*) from messages m where m.workspace_id = ${db.workspaceId} and m.receipt in ('queued', 'scheduled')) as unsent,
      (select count(distinct f.conversation_id) from facts f where f.workspace_id = ${db.workspaceId} and f.kind = 'opened') as measured,
      (select count(distinct d.conversation_id) from search_documents d where d.workspace_id = ${db.workspaceId}) as found`)
}

describe('the demo shop', () => {
  it('leaves nothing behind when loading it was broken off', async () => {
    await expect(
      loadDemo(
        database,
        (line) => {
          if (line.includes('of 1,500')) throw new Error('killed')
        },
        SIZE,
      ),
    ).rejects.toThrow('killed')
    expect(await workspaceIds(database.reference)).toEqual([])
  })

  it('is whole at the next start, with work in every list', async () => {
    await load()
    const found = await counts()
    expect(found).toMatchObject({ customers: 300, conversations: 1500, measured: 1500, found: 1500 })
    for (const list of ['views', 'drafts', 'mentions', 'unsent'])
      expect([list, found[list]]).not.toEqual([list, 0])
    expect(lines.join('\n')).toContain('takase@tsumugi-sodo.example')
  })

  it('has rules that work', async () => {
    const owner = await shop().then((db) => addAgent(db, { role: 'owner' }))
    const caller = { ...owner, permissions: new Set([...owner.permissions, 'automations.write']) }
    const rules = await act<{ name: string; wrong: object | null }[]>(
      'automations',
      'listRules',
      {},
      {
        caller,
        db: await shop(),
      },
    )
    expect(rules.map(({ wrong }) => wrong)).toEqual([null, null, null])
  })

  it('is finished by the next start when only its figures and the search were missing', async () => {
    const db = await shop()
    const whole = await counts()
    await db.run(sql`delete from facts where workspace_id = ${db.workspaceId}`)
    await db.run(sql`delete from search_documents where workspace_id = ${db.workspaceId}`)
    await db.run(sql`
      update report_rebuilds set state = 'running', done = 0, after_id = null where workspace_id = ${db.workspaceId}`)
    lines = []
    await load()
    expect(await counts()).toEqual(whole)
    expect(lines[0]).toContain('not loaded to its end')
    lines = []
    await load()
    expect(lines[0]).toContain('Demo sign-ins')
  })
})
