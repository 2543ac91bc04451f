import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { ChannelHost } from '../../channels/channel.ts'
import { provideHost } from '../../channels/registry.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { createBrand } from '../workspace/index.ts'
import { connectInbox } from './connect-inbox.ts'
import { checkInbox } from './check-inbox.ts'
import { forgetAccount } from './find-account.ts'
import {
  abilitiesOf,
  activeInboxes,
  channelOf,
  createInbox,
  inboxAccount,
  inboxByToken,
  inboxChanged,
  readState,
  renewSecret,
  replaceSecret,
  writeState,
} from './index.ts'
import { listChannels } from './list-channels.ts'
import { listInboxes } from './list-inboxes.ts'
import { updateInbox } from './update-inbox.ts'

let test: TestDatabase
let system: Caller

const person = (permissions: string[], sight: Caller['sight']): Caller => ({
  workspaceId: test.workspaceId,
  kind: 'person',
  id: newId(),
  name: 'Someone',
  role: 'owner',
  permissions: new Set(permissions),
  sight,
})

beforeAll(async () => {
  test = await testDatabase()
  system = systemCaller(test.workspaceId)
})

const connect = (input: Partial<Parameters<typeof createInbox>[2]> = {}, caller = system) =>
  test.db.tx((tx) => createInbox(tx, caller, { channel: 'chat', name: '店舗チャット', ...input }))
const change = (id: string, input: Parameters<typeof updateInbox>[3], caller = system) =>
  test.db.tx((tx) => updateInbox(tx, caller, id, input))
const audited = (id: string) =>
  test.db.many<{ action: string; details: Record<string, unknown> }>(sql`
    select action, details from audit_entries
    where workspace_id = ${test.workspaceId} and subject_id = ${id} order by id`)

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
    await expect(connect({}, person(['customers.read'], 'all'))).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

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
    await renewSecret(test.db, inbox.id, 'identity', 'changed by the provider')
    expect((await inboxAccount(test.db, inbox.id))?.secrets).toEqual({
      ...before,
      identity: 'changed by the provider',
    })
    await test.dispatch([listener])
    expect(told).toEqual([])
    expect(await audited(inbox.id)).toHaveLength(entries)
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

describe('what an island is given', () => {
  it('is named and coloured after its brand, else after the workspace', async () => {
    const brand = await test.db.tx((tx) =>
      createBrand(tx, system, { name: 'Kaze', language: 'en', colour: '#00aa55' }),
    )
    const branded = await connect({ brandId: brand.id })
    const plain = await connect()
    expect(await inboxAccount(test.db, branded.id)).toMatchObject({
      brand: { name: 'Kaze', colour: '#00aa55' },
      language: 'en',
    })
    expect(await inboxAccount(test.db, plain.id)).toMatchObject({ brand: { name: 'Test' }, language: 'ja' })
  })

  it('is nothing for an inbox of another workspace', async () => {
    const inbox = await connect()
    const other = await test.database.reference.one<{ id: number }>(sql`
      insert into workspaces (name, language, time_zone, created_at)
      values ('Other', 'ja', 'Asia/Tokyo', ${test.clock.now()}) returning id`)
    const db = test.database.in(other.id)
    expect(await inboxAccount(db, inbox.id)).toBeUndefined()
    expect(await activeInboxes(db)).toEqual([])
    expect(await listInboxes(db, systemCaller(other.id))).toEqual([])
  })

  it('are active inboxes only, of one channel where it is asked for', async () => {
    const inbox = await connect()
    const paused = await connect()
    await change(paused.id, { state: 'paused' })
    const ids = (await activeInboxes(test.db, 'chat')).map(({ id }) => id)
    expect(ids).toContain(inbox.id)
    expect(ids).not.toContain(paused.id)
    expect(await activeInboxes(test.db, 'nothing-like-it')).toEqual([])
  })

  it('says what its channel can do', async () => {
    const inbox = await connect()
    expect(await channelOf(test.db, inbox.id)).toBe('chat')
    expect(await channelOf(test.db, newId())).toBeUndefined()
    expect(await abilitiesOf('chat')).toMatchObject({ live: true, subject: false })
    expect(await abilitiesOf('gone')).toMatchObject({ live: false, attachments: false })
  })
})

describe('the list', () => {
  it('shows only what is in sight, and settings only to those who may change them', async () => {
    const inSight = await connect({ name: 'Seen', settings: { theme: 'dark' } })
    await connect({ name: 'Hidden' })
    const agent = person([], new Set([inSight.id]))
    const [only, ...others] = await listInboxes(test.db, agent)
    expect(others).toEqual([])
    expect(only).toMatchObject({ id: inSight.id, name: 'Seen', settings: {}, hasSecrets: false })
    expect(await listInboxes(test.db, person([], new Set()))).toEqual([])
    const owner = await listInboxes(test.db, person(['settings.write'], 'all'))
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

describe('connecting through a provider', () => {
  const host = { publicUrl: 'https://desk.example' } as ChannelHost
  const connectTo = (id: string, caller = system) => test.db.tx((tx) => connectInbox(tx, caller, id))

  it('gives the page of the provider, is for owners, and stands in the log', async () => {
    provideHost(test.db.kernel, host)
    const settings = {
      address: 'a@shop.example',
      auth: { kind: 'oauth2', provider: 'google', clientId: 'us' },
    }
    const inbox = await connect({ channel: 'email', settings })
    const { url } = await connectTo(inbox.id)
    expect(url).toMatch(/^https:\/\/accounts\.google\.com\//)
    expect((await audited(inbox.id)).at(-1)).toMatchObject({ action: 'inboxes.connect' })
    await expect(connectTo(inbox.id, person(['customers.read'], 'all'))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(connectTo(newId())).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('is nothing where the settings need none', async () => {
    provideHost(test.db.kernel, host)
    expect(await connectTo((await connect()).id)).toEqual({ url: null })
  })
})

describe('a check', () => {
  it('of a channel that has none answers with no steps, and of no inbox with not found', async () => {
    provideHost(test.db.kernel, {} as ChannelHost)
    const inbox = await connect()
    expect(await checkInbox(test.db, system, inbox.id)).toEqual([])
    await expect(checkInbox(test.db, system, newId())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(checkInbox(test.db, person([], 'all'), inbox.id)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('what islands keep', () => {
  it('is read back as it was written, for each inbox by itself', async () => {
    const [a, b] = [await connect(), await connect()]
    expect(await readState(test.db, a.id, 'cursor')).toBeUndefined()
    await writeState(test.db, a.id, 'cursor', { uid: 7 })
    await writeState(test.db, a.id, 'cursor', { uid: 8 })
    await writeState(test.db, b.id, 'cursor', null)
    expect(await readState(test.db, a.id, 'cursor')).toEqual({ uid: 8 })
    expect(await readState(test.db, b.id, 'cursor')).toBeNull()
  })
})
