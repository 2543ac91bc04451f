import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { sql, type WorkspaceDb } from '../../kernel/db/index.ts'
import { attach } from './fixtures/attach.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { listAttempts } from './list-unsent.ts'
import { recoverLost } from './recover.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

const { sent } = post
let office: PostOffice
let name: string
beforeAll(async () => {
  office = await openPostOffice()
  name = new URL(office.test.connectionString).pathname.slice(1)
})
beforeEach(() => post.reset())
afterEach(() => bringBack())

const asAdmin = async (...statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
/** Waits until the connections are gone: one that is still ending takes the next statement and answers it with its end. */
const cut = () =>
  `select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`
/** The database goes away: connections are cut and none is let in. */
const takeAway = (): Promise<void> => asAdmin(`alter database ${name} with allow_connections false`, cut())
const bringBack = (): Promise<void> => asAdmin(`alter database ${name} with allow_connections true`)

const states = async (id: string) => ({
  receipt: (await office.messageOf(id))?.receipt,
  attempts: (await listAttempts(office.test.db, office.agent, id)).map(({ outcome }) => outcome),
})

/** The same door, where the answer to every commit is lost on its way. */
const deaf = (db: WorkspaceDb): WorkspaceDb => ({
  ...db,
  async tx(work) {
    await db.tx(work)
    await asAdmin(cut())
    throw new Error('Connection terminated unexpectedly')
  },
})

describe('a database that goes away while a message is handed over', () => {
  const sendWhileItGoes = async (id: string): Promise<void> => {
    post.answers = [
      async () => {
        await takeAway()
        return { outcome: 'sent', messageKey: `mid:${id}` }
      },
    ]
    await expect(sendMessage(office.test.db, id, sender)).rejects.toThrow(/connect|terminat|accepting/i)
    await bringBack()
    expect(await states(id)).toEqual({ receipt: 'sending', attempts: ['running'] })
  }

  it('comes back: the job’s next run writes down what the channel had said', async () => {
    const { id } = await office.write()
    await sendWhileItGoes(id)
    await sendMessage(office.test.db, id, sender)
    expect(await states(id)).toEqual({ receipt: 'sent', attempts: ['sent'] })
    expect(sent).toHaveLength(1)
  })

  it('comes back: the look for lost ones does so too, without a job', async () => {
    const { id } = await office.write()
    await sendWhileItGoes(id)
    expect(await recoverLost(office.test.db)).toBe(1)
    expect(await states(id)).toEqual({ receipt: 'sent', attempts: ['sent'] })
    expect(await recoverLost(office.test.db)).toBe(0)
  })

  it('comes back: what could not be read of a file meanwhile is sent then, and the file is not at fault', async () => {
    const { test } = office
    const { id } = await office.write()
    await attach(test.db, id)
    post.answers = [
      async () => {
        await takeAway()
        const read = sent[0]?.files[0]?.open().toArray() ?? Promise.resolve([])
        await expect(read).rejects.toThrow(/connect|terminat|accepting/i)
        await bringBack()
        return { outcome: 'refused', reason: said('The file could not be read.') }
      },
    ]
    await sendMessage(test.db, id, sender)
    expect(await states(id)).toEqual({ receipt: 'queued', attempts: ['unreachable'] })
    await sendMessage(test.db, id, sender)
    expect(await states(id)).toEqual({ receipt: 'sent', attempts: ['unreachable', 'sent'] })
  })

  it('and was gone for a moment only: nobody notices', async () => {
    const { id } = await office.write()
    post.answers = [
      async () => {
        await asAdmin(cut())
        return { outcome: 'refused', reason: said('There is no such mailbox.') }
      },
    ]
    await sendMessage(office.test.db, id, sender)
    expect(await states(id)).toEqual({ receipt: 'failed', attempts: ['refused'] })
  })
})

describe('a database that goes away when a message is claimed', () => {
  it('has claimed it: the next run sends it, once', async () => {
    const { id } = await office.write()
    await expect(sendMessage(deaf(office.test.db), id, sender)).rejects.toThrow(/connect|terminat|accepting/i)
    expect(await states(id)).toEqual({ receipt: 'sending', attempts: ['running'] })
    expect(sent).toHaveLength(0)
    await sendMessage(office.test.db, id, sender)
    await sendMessage(office.test.db, id, sender)
    expect(await states(id)).toEqual({ receipt: 'sent', attempts: ['lost', 'sent'] })
    expect(sent).toHaveLength(1)
  })

  it('has claimed it: the look for lost ones lets it wait for its turn again', async () => {
    const { id } = await office.write()
    await expect(sendMessage(deaf(office.test.db), id, sender)).rejects.toThrow(/connect|terminat|accepting/i)
    expect(await recoverLost(office.test.db)).toBe(1)
    expect(await states(id)).toEqual({ receipt: 'queued', attempts: ['lost'] })
    await sendMessage(office.test.db, id, sender)
    expect(sent).toHaveLength(1)
  })
})

describe('the look for lost messages', () => {
  it('leaves alone what this process is sending in this moment', async () => {
    const { id } = await office.write()
    let letGo: () => void = () => undefined
    post.answers = [() => new Promise((resolve) => (letGo = () => resolve({ outcome: 'sent' })))]
    const sending = sendMessage(office.test.db, id, sender)
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    expect(await recoverLost(office.test.db)).toBe(0)
    letGo()
    await sending
    expect(await states(id)).toEqual({ receipt: 'sent', attempts: ['sent'] })
  })

  it('gave a message up whose sender seemed dead: it is marked sent after all when that one comes back', async () => {
    const { id } = await office.write()
    post.answers = [
      async () => {
        const { db, workspaceId } = office.test
        await db.tx((tx) =>
          tx.run(
            sql`update deliveries set process = 99999 where workspace_id = ${workspaceId} and message_id = ${id}`,
          ),
        )
        await recoverLost(db)
        expect((await office.messageOf(id))?.receipt).toBe('uncertain')
        return { outcome: 'sent' }
      },
    ]
    await sendMessage(office.test.db, id, sender)
    expect((await office.messageOf(id))?.receipt).toBe('sent')
  })
})
