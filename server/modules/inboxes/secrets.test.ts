import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { forgetAccount } from './find-account.ts'
import { activeInboxes, inboxAccount, inboxChanged, renewSecrets, replaceSecret } from './index.ts'
import { listInboxes } from './list-inboxes.ts'
import { testInboxes } from './fixtures/inboxes.ts'

const { test, system, connect, change, audited } = await testInboxes()

describe('secrets', () => {
  const secret = 'a secret of the shop'

  it('are sealed in the database, open for islands, and in no answer and no log', async () => {
    const inbox = await connect({ secrets: { identity: secret } })
    const row = await test.db.one<{ secrets: Buffer }>(sql`
      select secrets from inboxes where workspace_id = ${test.workspaceId} and id = ${inbox.id}`)
    expect(row.secrets.toString('utf8')).not.toContain(secret)
    const account = await inboxAccount(test.db, inbox.id)
    expect(account?.secrets).toMatchObject({ identity: secret })
    const listed = await listInboxes(test.db, system)
    const seen = JSON.stringify([inbox, listed, await audited(inbox.id)])
    expect(seen).not.toContain(secret)
    expect(seen).not.toContain(String(account?.secrets['session']))
    expect(inbox).toMatchObject({ hasSecrets: true, secretNames: ['identity', 'session'] })
  })

  it('that are left out stay, and those that are changed are only named in the log', async () => {
    const inbox = await connect({ secrets: { identity: secret } })
    const before = (await inboxAccount(test.db, inbox.id))?.secrets
    await change(inbox.id, { name: 'Renamed' })
    expect((await inboxAccount(test.db, inbox.id))?.secrets).toEqual(before)
    await change(inbox.id, { secrets: { identity: 'another secret of it' } })
    expect((await inboxAccount(test.db, inbox.id))?.secrets).toEqual({
      ...before,
      identity: 'another secret of it',
    })
    await replaceSecret(test.db, inbox.id, 'identity', 'the third secret of it')
    expect((await inboxAccount(test.db, inbox.id))?.secrets['identity']).toBe('the third secret of it')
    await change(inbox.id, { secrets: { identity: null } })
    expect((await inboxAccount(test.db, inbox.id))?.secrets).toEqual({ session: before?.['session'] })
    const entries = await audited(inbox.id)
    expect(entries.at(-1)).toMatchObject({ action: 'inboxes.update', details: { secretsSet: ['identity'] } })
  })

  it('that a provider changes by itself are kept without telling anybody', async () => {
    const inbox = await connect({ secrets: { identity: 'a secret of the shop' } })
    const told: string[] = []
    const listener = listen('test-renewed', inboxChanged, async (_tx, events) => {
      told.push(...events.map(({ payload }) => payload.inboxId))
    })
    await test.dispatch([listener])
    told.length = 0
    const entries = (await audited(inbox.id)).length
    const before = (await inboxAccount(test.db, inbox.id))?.secrets
    await renewSecrets(test.db, inbox.id, async (kept) => ({
      identity: `${String(kept['identity'])}, changed`,
    }))
    expect((await inboxAccount(test.db, inbox.id))?.secrets).toEqual({
      ...before,
      identity: 'a secret of the shop, changed',
    })
    await test.dispatch([listener])
    expect(told).toEqual([])
    expect(await audited(inbox.id)).toHaveLength(entries)
  })

  it('that a person replaced while a provider changed them stay as the person wants them', async () => {
    const inbox = await connect({ secrets: { identity: 'a secret of the shop' } })
    await renewSecrets(test.db, inbox.id, async () => {
      await replaceSecret(test.db, inbox.id, 'identity', 'a secret by a person')
      return { identity: 'changed by the provider' }
    })
    expect((await inboxAccount(test.db, inbox.id))?.secrets['identity']).toBe('a secret by a person')
  })

  it('of another key say so, and don’t stop the other inboxes', async () => {
    const inbox = await connect()
    await test.db.run(sql`
      update inboxes set secrets = ${createVault('another key'.repeat(4)).seal({ session: 'x' })}
      where workspace_id = ${test.workspaceId} and id = ${inbox.id}`)
    forgetAccount(test.db.kernel, inbox.id)
    await expect(inboxAccount(test.db, inbox.id)).rejects.toMatchObject({ code: 'inboxes.sealed' })
    const ids = (await activeInboxes(test.db)).map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).not.toContain(inbox.id)
    await change(inbox.id, { state: 'paused' })
  })
})
