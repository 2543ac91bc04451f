import { describe, expect, it } from 'vitest'
import { personWith } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import { inboxAccount, inboxByToken, inboxChanged } from './index.ts'
import { listChannels } from './list-channels.ts'
import { listInboxes } from './list-inboxes.ts'
import { updateInbox } from './update-inbox.ts'
import { testInboxes } from './fixtures/inboxes.ts'

const { test, system, connect, change, audited } = await testInboxes()

describe('connecting', () => {
  it('fills in the defaults of the channel and makes a public token', async () => {
    const inbox = await connect({ name: '  店舗チャット ', address: ' ' })
    expect(inbox).toMatchObject({
      channel: 'chat',
      name: '店舗チャット',
      address: null,
      state: 'active',
      teamIds: [],
      health: { state: 'unknown', reason: null, at: null, okAt: null },
      abilities: { live: true, html: false },
      settings: { position: 'right', askEmail: 'optional' },
    })
    expect(inbox.token).toMatch(/^[\w-]{16}$/)
    expect(await inboxByToken(test.database.reference, inbox.token)).toEqual({
      workspaceId: test.workspaceId,
      inboxId: inbox.id,
      channel: 'chat',
    })
    expect(await inboxByToken(test.database.reference, 'unknown-token')).toBeUndefined()
  })

  it('refuses settings that the channel can’t take, and names them', async () => {
    await expect(connect({ settings: { colour: 'red' } })).rejects.toMatchObject({
      kind: 'invalid',
      details: { fields: [{ path: 'body.settings.colour' }] },
    })
    await expect(connect({ secrets: { identity: 'short' } })).rejects.toMatchObject({
      details: { fields: [{ path: 'body.secrets.identity' }] },
    })
  })

  it('refuses a channel that is not there, a brand and a team that do not exist', async () => {
    await expect(connect({ channel: '../email' })).rejects.toMatchObject({ code: 'inboxes.no-channel' })
    await expect(connect({ brandId: newId() })).rejects.toMatchObject({ code: 'inboxes.no-brand' })
    await expect(connect({ teamIds: [newId()] })).rejects.toMatchObject({ code: 'inboxes.no-team' })
  })

  it('needs the permission', async () => {
    await expect(connect({}, personWith(test.workspaceId, ['customers.read'], 'all'))).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('changing', () => {
  it('keeps what is left out, and a null goes back to the default', async () => {
    const inbox = await connect({
      settings: { position: 'left', colour: '#112233', title: { ja: 'ようこそ' } },
    })
    const changed = await change(inbox.id, { settings: { colour: null, theme: 'dark' } })
    expect(changed.settings).toMatchObject({ position: 'left', theme: 'dark', title: { ja: 'ようこそ' } })
    expect(changed.settings).not.toHaveProperty('colour')
    expect((await audited(inbox.id)).at(-1)?.details).toMatchObject({
      settingsBefore: { theme: 'light' },
      settingsAfter: { theme: 'dark' },
    })
  })

  it('of different settings at once loses none', async () => {
    const inbox = await connect()
    await Promise.all(
      [{ theme: 'dark' }, { position: 'left' }, { sound: true }, { askName: 'off' }].map((settings) =>
        change(inbox.id, { settings }),
      ),
    )
    const account = await inboxAccount(test.db, inbox.id)
    expect(account?.settings).toMatchObject({ theme: 'dark', position: 'left', sound: true, askName: 'off' })
  })

  it('of an inbox that does not exist is refused', async () => {
    await expect(change(newId(), { name: 'x' })).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('shows at once to islands of this process, and is announced', async () => {
    const inbox = await connect({ name: 'Before' })
    expect((await inboxAccount(test.db, inbox.id))?.name).toBe('Before')
    await test.dispatch([])
    await change(inbox.id, { name: 'After', state: 'paused' })
    expect(await inboxAccount(test.db, inbox.id)).toMatchObject({ name: 'After', state: 'paused' })
    const heard: string[] = []
    await test.dispatch([
      listen('test', inboxChanged, async (_tx, events) => {
        heard.push(...events.map(({ payload }) => payload.inboxId))
      }),
    ])
    expect(heard).toEqual([inbox.id])
  })

  it('made by another process shows after five seconds', async () => {
    const inbox = await connect({ name: 'Old' })
    await inboxAccount(test.db, inbox.id)
    await test.db.run(sql`
      update inboxes set name = 'New' where workspace_id = ${test.workspaceId} and id = ${inbox.id}`)
    expect((await inboxAccount(test.db, inbox.id))?.name).toBe('Old')
    test.clock.forward(6)
    expect((await inboxAccount(test.db, inbox.id))?.name).toBe('New')
  })

  it('that is undone leaves what islands know as it was', async () => {
    const inbox = await connect({ name: 'Kept' })
    await expect(
      test.db.tx(async (tx) => {
        await updateInbox(tx, system, inbox.id, { name: 'Undone' })
        throw new Error('after all not')
      }),
    ).rejects.toThrow('after all not')
    expect((await inboxAccount(test.db, inbox.id))?.name).toBe('Kept')
  })
})

describe('the list', () => {
  it('shows only what is in sight, and settings only to those who may change them', async () => {
    const inSight = await connect({ name: 'Seen', settings: { theme: 'dark' } })
    await connect({ name: 'Hidden' })
    const agent = personWith(test.workspaceId, [], new Set([inSight.id]))
    const [only, ...others] = await listInboxes(test.db, agent)
    expect(others).toEqual([])
    expect(only).toMatchObject({ id: inSight.id, name: 'Seen', settings: {}, hasSecrets: false })
    expect(await listInboxes(test.db, personWith(test.workspaceId, [], new Set()))).toEqual([])
    const owner = await listInboxes(test.db, personWith(test.workspaceId, ['settings.write'], 'all'))
    expect(owner.map(({ name }) => name)).toContain('Hidden')
    expect(owner.find(({ id }) => id === inSight.id)?.settings).toMatchObject({ theme: 'dark' })
  })

  it('shows the teams of an inbox, which can be replaced', async () => {
    const teams = [newId(), newId()].toSorted()
    await test.db.run(sql`
      insert into teams (workspace_id, id, name, created_at)
      select ${test.workspaceId}, t.id, t.id::text, ${test.clock.now()} from unnest(${teams}::uuid[]) as t (id)`)
    const inbox = await connect({ teamIds: teams })
    expect(inbox.teamIds).toEqual(teams)
    expect((await change(inbox.id, { teamIds: [teams[1] as string] })).teamIds).toEqual([teams[1]])
    expect((await change(inbox.id, { teamIds: [] })).teamIds).toEqual([])
  })

  it('of channels describes their settings as JSON Schema', async () => {
    const kinds = await listChannels('https://desk.example')
    const chat = kinds.find(({ name }) => name === 'chat')
    expect(chat).toMatchObject({ title: { ja: 'チャット' }, checkable: false })
    expect(chat?.settingsSchema).toMatchObject({
      type: 'object',
      properties: { theme: { enum: ['light', 'dark', 'auto'] } },
    })
    expect(Object.keys(chat?.secretsSchema['properties'] as object)).toEqual(['identity', 'session'])
    expect(chat?.view.outlets.map(({ value }) => value)).toContain(
      '<script async src="https://desk.example/channels/chat/{token}/widget.js"></script>',
    )
  })
})
