import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { startPushService, type Subscriber } from '../../kernel/web-push/fixtures/push-service.ts'
import { sql } from '../../kernel/db/index.ts'
import { setSystemMail, type SystemMail } from '../access/index.ts'
import type { Device, TellingShown } from './contract-outward.ts'
import { setLooking } from './index.ts'
import { tellingDesk } from './fixtures/telling-desk.ts'
import { signedIn } from './fixtures/signed-in.ts'

let desk: Awaited<ReturnType<typeof tellingDesk>>
let service: Awaited<ReturnType<typeof startPushService>>
let me: Awaited<ReturnType<typeof signedIn>>
let owner: string
let key: string
let mails: SystemMail[] = []
let mailFails = false
let looking = false

beforeAll(async () => {
  desk = await tellingDesk()
  service = await startPushService()
  const { test } = desk
  const { kernel } = test.app.database
  setSystemMail(kernel, async () => async (mail) => {
    if (mailFails) throw new Error('no route')
    mails.push(mail)
  })
  setLooking(kernel, async () => looking)
  owner = (await test.owner.ok<{ agent: { id: string } }>('GET', '/api/me')).agent.id
  me = await signedIn(test.url)
  key = (await me.ok<{ publicKey: string }>('GET', '/api/me/push-key')).publicKey
})
afterAll(() => service.close())

beforeEach(async () => {
  mails = []
  mailFails = false
  looking = false
  service.delivered.length = 0
  service.answers.length = 0
  const { test } = desk
  await test.settled()
  await test.db.run(sql`delete from sendings where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`delete from notices where workspace_id = ${test.workspaceId}`)
  await prefer({})
})

const usual = {
  quiet: { kind: 'none', from: 0, to: 1 },
  mails: 'each',
  mailsAt: 480,
  pushWords: false,
  mailWords: false,
}
const prefer = (change: object) => me.ok('PUT', '/api/me/notification-preferences', { ...usual, ...change })

const register = (browser: Subscriber, by = me) =>
  by.ok<Device>('POST', '/api/me/push-devices', {
    endpoint: browser.endpoint,
    keys: { p256dh: browser.p256dh, auth: browser.auth },
  })

/** Something that concerns the owner. */
const tell = async (from: string, subject = '急須のふた') => {
  const { conversationId } = await receive(desk.test.db, `${from}@mail.example`, desk.inbox, {
    subject,
    text: '割れていました。',
  })
  await desk.assign(desk.hana, conversationId, { assigneeId: owner })
  await desk.test.settled()
  return conversationId
}

/** What is due later is due now, and is looked at. */
const look = async () => {
  const { test } = desk
  await test.settled()
  await test.db.run(sql`
    update sendings set due_at = now() - interval '1 second'
    where workspace_id = ${test.workspaceId} and state = 'waiting'`)
  const room = test.app.rooms.find(({ name }) => name === 'notifications')
  await room?.recurring?.[0]?.run({ db: test.db, signal: new AbortController().signal } as never)
}

/** What became of what the owner was told of something. */
const became = async (conversationId: string) => {
  const { items } = await me.ok<{ items: TellingShown[] }>('GET', '/api/me/tellings')
  return items.find(({ conversation }) => conversation?.id === conversationId)?.sendings
}

describe('a push', () => {
  it('reaches the browsers that were made known, without words of customers unless that is wanted', async () => {
    const browser = service.subscribe(key)
    const device = await register(browser)
    expect(device).toMatchObject({ current: true, problem: null })
    const id = await tell('a')
    await look()
    expect(JSON.parse(service.delivered[0]?.text ?? '')).toMatchObject({
      title: 'agent 1さんから会話が割り当てられました',
      body: expect.stringMatching(/^#\d+$/),
      href: `/inbox/${id}?status=any`,
      tag: id,
      unread: 1,
    })
    expect(await became(id)).toMatchObject([{ way: 'push', state: 'sent', devices: 1 }])
    await prefer({ pushWords: true })
    await desk.test.db.run(sql`delete from sendings where workspace_id = ${desk.test.workspaceId}`)
    await tell('b')
    await look()
    expect(service.delivered[1]?.text).toContain('急須のふた')
    expect(service.delivered[1]?.text).toContain('割れていました')
  })

  it('comes as one where several are due', async () => {
    for (const from of ['c', 'd', 'e', 'f']) await tell(from)
    await look()
    expect(service.delivered).toHaveLength(1)
    expect(JSON.parse(service.delivered[0]?.text ?? '')).toMatchObject({
      title: 'お知らせが4件あります',
      body: expect.stringContaining('ほか1件'),
      href: '/notices',
      unread: 4,
    })
  })

  it('is not for what was read meanwhile, and waits while somebody looks', async () => {
    const read = await tell('g')
    await me.ok('POST', '/api/me/notices/read', { conversationId: read })
    await look()
    expect(service.delivered).toEqual([])
    expect(await became(read)).toMatchObject([{ state: 'skipped', reason: 'read' }])
    looking = true
    const seen = await tell('h')
    await look()
    expect(await became(seen)).toMatchObject([{ state: 'waiting', reason: 'looking' }])
    looking = false
    await look()
    expect(await became(seen)).toMatchObject([{ state: 'sent' }])
  })

  it('waits for the end of the quiet hours', async () => {
    await prefer({ quiet: { kind: 'hours', from: 1, to: 0 } })
    const id = await tell('i')
    await look()
    const [waits] = (await became(id)) ?? []
    expect(service.delivered).toEqual([])
    expect(waits).toMatchObject({ state: 'waiting', reason: 'quiet' })
    await prefer({})
    await look()
    expect(service.delivered).toHaveLength(1)
  })

  it('is tried again where the service is away, and given up in the end', async () => {
    const id = await tell('j')
    service.answers.push(...Array.from({ length: 5 }, () => ({ status: 503 })))
    await look()
    expect(await became(id)).toMatchObject([
      { state: 'waiting', reason: 'unreachable', detail: { en: expect.stringContaining('503') } },
    ])
    for (let n = 0; n < 4; n += 1) await look()
    expect(await became(id)).toMatchObject([{ state: 'failed', reason: 'unreachable' }])
    const [device] = await me.ok<Device[]>('GET', '/api/me/push-devices')
    expect(device?.problem?.en).toContain('503')
  })

  it('goes no more to a browser that does not want it, nor where nobody is signed in any more', async () => {
    const gone = service.subscribe(key)
    await register(gone)
    service.unsubscribe(gone)
    await tell('k')
    await look()
    expect(await me.ok<Device[]>('GET', '/api/me/push-devices')).toHaveLength(1)
    const elsewhere = await signedIn(desk.test.url)
    await register(service.subscribe(key), elsewhere)
    expect(await me.ok<Device[]>('GET', '/api/me/push-devices')).toHaveLength(2)
    await elsewhere.ok('DELETE', '/api/session')
    await desk.test.settled()
    expect(await me.ok<Device[]>('GET', '/api/me/push-devices')).toHaveLength(1)
    // A session that ran out by itself.
    const forgotten = await signedIn(desk.test.url)
    const { id } = await register(service.subscribe(key), forgotten)
    await desk.test.db.run(sql`
      update sessions set expires_at = now() - interval '1 day'
      where workspace_id = ${desk.test.workspaceId} and id = (
        select session_id from push_devices where workspace_id = ${desk.test.workspaceId} and id = ${id})`)
    service.delivered.length = 0
    await tell('l')
    await desk.test.db.run(sql`
      delete from sendings where workspace_id = ${desk.test.workspaceId} and state = 'sent'`)
    await look()
    expect(service.delivered).toHaveLength(1)
    expect(await me.ok<Device[]>('GET', '/api/me/push-devices')).toHaveLength(1)
  })

  it('is for browsers with somebody signed in, with keys and addresses that are some', async () => {
    const browser = service.subscribe(key)
    const ask = (by: { call: typeof me.call }, change: object) =>
      by.call<{ code: string }>('POST', '/api/me/push-devices', {
        endpoint: browser.endpoint,
        keys: { p256dh: browser.p256dh, auth: browser.auth },
        ...change,
      })
    expect((await ask(desk.test.owner, {})).body.code).toBe('notifications.no-browser')
    expect((await ask(me, { endpoint: 'ftp://push.example/x' })).body.code).toBe('notifications.bad-endpoint')
    expect((await ask(me, { keys: { p256dh: 'AAAA', auth: browser.auth } })).body.code).toBe(
      'notifications.bad-keys',
    )
  })
})

describe('a mail', () => {
  const wanted = { assigned: ['app', 'mail'] }

  it('says what happened and leads there, with as many words as are wanted', async () => {
    await me.ok('PUT', '/api/me/notifications', { ways: wanted })
    const id = await tell('m')
    await look()
    expect(mails).toMatchObject([
      {
        to: { address: 'owner@shop.example' },
        subject: 'agent 1さんから会話が割り当てられました',
        text: expect.stringContaining(`/inbox/${id}?status=any`),
        unlogged: true,
      },
    ])
    expect(mails[0]?.text).not.toContain('急須')
    await desk.test.db.run(sql`delete from sendings where workspace_id = ${desk.test.workspaceId}`)
    await prefer({ mailWords: true })
    await tell('n')
    await look()
    expect(mails[1]?.text).toContain('急須のふた')
  })

  it('comes together every hour or once a day, though somebody looks', async () => {
    await prefer({ mails: 'daily', mailsAt: 0 })
    looking = true
    const ids = [await tell('o'), await tell('p')]
    const [{ dueAt } = { dueAt: '' }] = (await became(ids[0] ?? '')) ?? []
    // Midnight where they are.
    expect(new Date(dueAt).toISOString()).toContain('T15:00:00')
    await look()
    expect(mails).toMatchObject([{ subject: 'お知らせが2件あります' }])
  })

  it('says why it did not leave', async () => {
    mailFails = true
    const id = await tell('q')
    for (let n = 0; n < 5; n += 1) await look()
    expect(await became(id)).toMatchObject([{ way: 'mail', state: 'failed', reason: 'unreachable' }])
  })
})

describe('a test', () => {
  it('tells at once what came of it, and stands in the history', async () => {
    const test = (way: string) => me.ok<object>('POST', '/api/me/notifications/test', { way })
    await prefer({ quiet: { kind: 'hours', from: 1, to: 0 } })
    expect(await test('push')).toMatchObject({ state: 'sent', devices: 1 })
    expect(await test('mail')).toMatchObject({ state: 'sent' })
    expect(await test('app')).toMatchObject({ state: 'sent' })
    mailFails = true
    expect(await test('mail')).toMatchObject({ state: 'failed', reason: 'unreachable' })
    service.answers.push({ status: 500 })
    expect(await test('push')).toMatchObject({ state: 'failed', reason: 'unreachable' })
    const { items } = await me.ok<{ items: TellingShown[] }>('GET', '/api/me/tellings')
    expect(items[0]).toMatchObject({
      happening: 'test',
      title: 'テスト通知です',
      why: 'test',
      ways: ['push'],
    })
    const [notice] = await desk.notices(desk.test.owner)
    expect(notice).toMatchObject({ title: 'テスト通知です', href: '/settings/notifications' })
  })
})

describe('the history', () => {
  it('of somebody else is for those who manage people, as far as they see', async () => {
    const id = await tell('r')
    const path = `/api/agents/${owner}/tellings`
    expect((await desk.hana.call('GET', path)).status).toBe(403)
    const { items } = await desk.test.owner.ok<{ items: TellingShown[] }>('GET', path)
    expect(items[0]).toMatchObject({ conversation: { id }, why: 'person' })
  })
})
