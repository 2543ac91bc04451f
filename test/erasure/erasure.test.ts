import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { type MailSink, startMailSink } from '../chaos/mail-sink.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { openVisitor } from '../harness/visitor.ts'
import { everyFigure } from './figures.ts'
import { ADDRESS, b64, firstLetter, lateReport, letter, secrets } from './letters.ts'
import { letterbox } from './letterbox.ts'
import { tablesWith } from './tables-with.ts'

/** Somebody is erased: nothing of them is left in any table, and every figure stays what it was. */

let app: TestApp
let sink: MailSink
let box: ReturnType<typeof letterbox>

beforeAll(async () => {
  sink = await startMailSink()
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  const { token } = await app.inbox('email', {
    settings: { address: ADDRESS, smtp: { host: '127.0.0.1', port: sink.port, security: 'none' } },
  })
  box = letterbox(app, token)
})
afterAll(() => sink.stop())

const whoTells = () => tablesWith(app.connectionString, secrets)

describe('erasing a person', () => {
  let customerId: string
  let others: string
  let answer: { id: string; key: string }

  it('tells everything of them before', async () => {
    const hook = await app.owner.ok<{ id: string }>('POST', '/api/webhooks', {
      url: `http://127.0.0.1:${sink.port}/hook`,
      events: [
        'message.received',
        'message.sent',
        'conversation.opened',
        'customer.created',
        'customer.changed',
      ],
    })
    expect(hook.id).not.toBe('')
    await app.owner.ok('PUT', '/api/customer-attributes/rank', {
      label: 'ランク',
      type: 'text',
      choices: [],
      position: 0,
    })
    expect(await box.take(...firstLetter())).toBe('kept')
    customerId = (await box.find(secrets.name)).id
    const customer = `/api/customers/${customerId}`
    await app.owner.ok('PATCH', customer, { kana: secrets.kana, attributes: { rank: secrets.attribute } })
    await app.owner.ok('POST', `${customer}/identities`, { kind: 'phone', value: secrets.phoneTyped })
    await app.owner.ok('POST', `${customer}/notes`, { text: secrets.about })
    const [talk] = await box.conversationsOf(customerId)
    const conversation = `/api/conversations/${talk?.id}`
    const key = randomUUID()
    const { body } = await app.owner.call<{ id: string }>(
      'POST',
      `${conversation}/replies`,
      { text: secrets.answer },
      { 'idempotency-key': key },
    )
    answer = { id: body.id, key }
    await app.owner.ok('POST', `${conversation}/notes`, { text: secrets.note })
    await expect
      .poll(async () => {
        const { receipt } = await app.db.one<{ receipt: string }>(sql`
          select receipt from messages where workspace_id = ${app.workspaceId} and id = ${answer.id}`)
        return receipt
      })
      .toBe('sent')
    // Files are read by a job.
    await expect
      .poll(() =>
        app.db.maybe(sql`
          select 1 from search_documents
          where workspace_id = ${app.workspaceId} and position(${secrets.fileText} in body) > 0`),
      )
      .toBeDefined()
    await app.owner.ok('PUT', `${conversation}/subject`, { subject: `${secrets.subject} 2` })
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    await app.owner.ok('POST', `${conversation}/replies`, { text: secrets.unsent, sendAt: tomorrow })
    // The same person, once more: by chat with another address, and by a second mail address.
    await box.take(
      letter(`=?utf-8?B?${b64(secrets.secondName)}?= <${secrets.secondMail}>`, 'second@phone.example', [
        'Subject: x',
        'Content-Type: text/plain; charset=utf-8',
      ]),
      secrets.words,
      'second-1',
    )
    const second = await box.find(secrets.secondName)
    const { id: mergeId } = await app.owner.ok<{ id: string }>('POST', `${customer}/merges`, {
      mergedId: second.id,
    })
    expect(mergeId).not.toBe('')
    await app.settled()
    // Their second conversation is merged into the first, and undoing that would bring its words back.
    const [, later] = await box.conversationsOf(customerId)
    await app.owner.ok('POST', `/api/conversations/${later?.id}/merge`, { intoId: talk?.id })
    await app.settled()
    const chat = await app.inbox('chat')
    const visitor = await openVisitor(`${app.url}/channels/chat/${chat.token}`)
    await visitor.say(`${secrets.mail} の者から聞きました`)
    await app.settled()
    // Somebody else's letter, of which they got a copy.
    await box.take(
      letter('Other <other@else.example>', 'other-1@else.example', [
        `Cc: =?utf-8?B?${b64(secrets.name)}?= <${secrets.mail.toUpperCase()}>`,
        'Subject: copy',
        'Content-Type: text/plain; charset=utf-8',
      ]),
      `Please ask ${secrets.mail} as well.`,
      'other-1',
    )
    others = ((await box.conversationsOf((await box.find('Other')).id))[0] as { id: string }).id
    const task = (title: string) => ({ title, assigneeId: null, dueAt: null })
    await app.owner.ok('POST', `${conversation}/tasks`, task(secrets.task))
    await app.owner.ok('POST', `/api/conversations/${others}/tasks`, task(`${secrets.mail} にも聞く`))
    const complaint = (summary: string) => ({ severity: 'serious', summary })
    const { id: complaintId } = await app.owner.ok<{ id: string }>(
      'POST',
      `${conversation}/complaints`,
      complaint(secrets.complaint),
    )
    await app.owner.ok('PATCH', `/api/complaints/${complaintId}`, { promise: secrets.complaint })
    await app.owner.ok('POST', `/api/conversations/${others}/complaints`, complaint(`${secrets.mail} も同じ`))
    const asked = { kind: 'escalation', partnerId: null, typeId: null, dueAt: null, subject: secrets.asked }
    const people = [{ name: '', address: 'stock@warehouse.example' }]
    const asking = { ...asked, people, text: secrets.asked }
    const { id: asideId } = await app.owner.ok<{ id: string }>('POST', `${conversation}/asides`, asking)
    await app.owner.ok('POST', `/api/asides/${asideId}/answers`, { author: '倉庫', text: secrets.told })
    await app.owner.ok('POST', `/api/conversations/${others}/asides`, {
      ...asking,
      subject: 'x',
      text: `${secrets.mail} の件`,
    })
    const note = { kind: 'handover', title: '', teamIds: null, mustRead: false, expiresAt: null }
    await app.owner.ok('POST', '/api/posts', {
      ...note,
      body: secrets.handover,
      conversationIds: [talk?.id],
    })
    await app.owner.ok('POST', '/api/posts', { ...note, body: `${secrets.mail} にも連絡` })
    await app.owner.ok('PUT', `${conversation}/draft`, {
      mode: 'reply',
      text: secrets.draft,
      html: '',
      cc: [],
      bcc: [],
      attachmentIds: [],
      to: null,
      aside: null,
    })
    const told = (await whoTells()).map((one) => one.split(' ')[0])
    expect(new Set(told)).toEqual(
      new Set([
        'public.arrivals',
        'public.aside_messages',
        'public.asides',
        'public.conversations',
        'public.complaint_changes',
        'public.complaints',
        'public.conversation_changes',
        'public.customer_changes',
        'public.customer_notes',
        'public.customers',
        'public.drafts',
        'public.file_chunks',
        'public.file_texts',
        'public.attachments',
        'public.identities',
        'public.messages',
        'public.outgoing_addresses',
        'public.posts',
        'public.search_documents',
        'public.tasks',
        'public.thread_keys',
        'public.webhook_deliveries',
      ]),
    )
  })

  it('leaves nothing of it, and every figure', async () => {
    const before = await everyFigure(app)
    const wrong = await app.owner.call('POST', `/api/customers/${customerId}/erasure`, { name: 'Hanako' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'keeping.name' } })
    const started = await app.owner.ok<{ id: string }>('POST', `/api/customers/${customerId}/erasure`, {
      name: secrets.name,
    })
    await expect
      .poll(
        async () => {
          const { items } = await app.owner.ok<{ items: { id: string; state: string }[] }>(
            'GET',
            '/api/erasures',
          )
          return items.find(({ id }) => id === started.id)?.state
        },
        { timeout: 20_000 },
      )
      .toBe('done')
    await app.settled()
    expect(await whoTells()).toEqual([])
    expect(await everyFigure(app)).toEqual(before)
    const { items } = await app.owner.ok<{ items: { counts: Record<string, number>; askedBy: string }[] }>(
      'GET',
      '/api/erasures',
    )
    expect(items[0]?.counts).toMatchObject({
      customers: 2,
      conversations: 2,
      messages: 5,
      attachments: 2,
      files: 2,
      copies: 2,
      merges: 1,
      notes: 1,
    })
  })

  it('keeps nothing of what a mail server says of it late', async () => {
    const { key } = await app.db.one<{ key: string }>(sql`
      select channel_key as key from messages where workspace_id = ${app.workspaceId} and id = ${answer.id}`)
    await box.take(...lateReport(key))
    const { state } = await app.db.one<{ state: string }>(sql`
      select state from arrivals where workspace_id = ${app.workspaceId} and external_id = 'late-report'`)
    expect(state).toBe('done')
    expect(await whoTells()).toEqual([])
  })

  it('shows that somebody was there, and takes nothing more about them', async () => {
    const shown = await app.owner.ok<{ name: string; erased: boolean; identities: unknown[] }>(
      'GET',
      `/api/customers/${customerId}`,
    )
    expect(shown).toMatchObject({ name: '削除済みのお客様', erased: true, identities: [] })
    const again = { name: '削除済みのお客様' }
    expect(await app.owner.call('POST', `/api/customers/${customerId}/erasure`, again)).toMatchObject({
      status: 409,
      body: { code: 'customers.erased' },
    })
    expect(await app.owner.call('PATCH', `/api/customers/${customerId}`, { name: 'x' })).toMatchObject({
      status: 409,
    })
    const listed = await app.owner.ok<{ items: { id: string; name: string }[] }>('GET', '/api/customers')
    expect(listed.items.map(({ id }) => id)).not.toContain(customerId)
    const [talk] = await box.conversationsOf(customerId)
    const { messages } = await app.owner.ok<{ messages: { text: string; author: { name: string } }[] }>(
      'GET',
      `/api/conversations/${talk?.id}/messages`,
    )
    expect(messages.map(({ text }) => text)).toEqual(['', '', '', ''])
    expect(messages[0]?.author.name).toBe('削除済みのお客様')
  })

  it('leaves tasks of others, without the address, and takes none on what says nothing any more', async () => {
    const { tasks } = await app.owner.ok<{ tasks: { title: string }[] }>(
      'GET',
      `/api/conversations/${others}/tasks`,
    )
    expect(tasks.map(({ title }) => title)).toEqual(['erased@sender.invalid にも聞く'])
    const [talk] = await box.conversationsOf(customerId)
    const path = `/api/conversations/${talk?.id}/tasks`
    expect((await app.owner.ok<{ tasks: { title: string }[] }>('GET', path)).tasks).toMatchObject([
      { title: '' },
    ])
    const more = { title: secrets.task, assigneeId: null, dueAt: null }
    expect(await app.owner.call('POST', path, more)).toMatchObject({
      status: 409,
      body: { code: 'conversations.emptied' },
    })
  })

  it('leaves complaints of others, without the address, and takes none on what says nothing any more', async () => {
    const of = (id: string | undefined) => `/api/conversations/${id}/complaints`
    const summaries = async (id: string | undefined) =>
      (await app.owner.ok<{ summary: string }[]>('GET', of(id))).map(({ summary }) => summary)
    expect(await summaries(others)).toEqual(['erased@sender.invalid も同じ'])
    const [talk] = await box.conversationsOf(customerId)
    expect(await summaries(talk?.id)).toEqual([''])
    expect(
      await app.owner.call('POST', of(talk?.id), { severity: 'minor', summary: secrets.complaint }),
    ).toMatchObject({ status: 409, body: { code: 'conversations.emptied' } })
  })

  it('leaves the words of others, without the address', async () => {
    const { messages } = await app.owner.ok<{
      messages: { text: string; recipients: { role: string; value: string; name: string | null }[] }[]
    }>('GET', `/api/conversations/${others}/messages`)
    expect(messages[0]?.text).toBe('Please ask erased@sender.invalid as well.')
    expect(messages[0]?.recipients).toContainEqual({
      role: 'cc',
      kind: 'email',
      value: 'erased@sender.invalid',
      name: null,
    })
  })

  it('knows a second copy of an old letter, and takes a new one as from a new customer', async () => {
    expect(await box.take(...firstLetter())).toBe('known')
    const ours = await app.db.one<{ key: string }>(sql`
      select channel_key as key from messages where workspace_id = ${app.workspaceId} and id = ${answer.id}`)
    const late = letter(`${secrets.mail}`, 'late@mail.example', [
      `In-Reply-To: <${ours.key}>`,
      'Subject: late',
      'Content-Type: text/plain; charset=utf-8',
    ])
    expect(await box.take(late, 'again', 'late-1')).toBe('kept')
    const now = await box.find(secrets.mail)
    expect(now.id).not.toBe(customerId)
    const talks = await box.conversationsOf(now.id)
    expect(talks).toHaveLength(1)
    expect(await app.owner.ok('GET', `/api/conversations/${talks[0]?.id}/suggestions`)).toEqual([])
  })

  it('answers a repeated request without what it said', async () => {
    const [talk] = await box.conversationsOf(customerId)
    const { body } = await app.owner.call(
      'POST',
      `/api/conversations/${talk?.id}/replies`,
      { text: secrets.answer },
      { 'idempotency-key': answer.key },
    )
    expect(JSON.stringify(body)).not.toContain(secrets.answer)
  })

  it('is for owners alone', async () => {
    const lead = await app.person('lead')
    const now = await box.find(secrets.mail)
    expect((await lead.call('POST', `/api/customers/${now.id}/erasure`, { name: now.name })).status).toBe(403)
    expect((await lead.call('GET', '/api/erasures')).status).toBe(403)
  })
})
