import { beforeAll, expect, it } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'

let app: TestApp
let inbox: { id: string; token: string }

beforeAll(async () => {
  app = await testApp()
  inbox = await app.inbox('email', {
    address: 'support@shop.example',
    settings: { address: 'support@shop.example' },
  })
})

const OLD = 'Tue, 05 Mar 2024 09:00:00 +0900'
const NEW = 'Fri, 20 Nov 2026 09:00:00 +0900'

const mail = (from: string, to: string, id: string, date: string, answers: string[] = []): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${id}>`,
    `Date: ${date}`,
    'Subject: Where is it?',
    ...(answers.length > 0
      ? [`In-Reply-To: <${answers.at(-1)}>`, `References: ${answers.map((one) => `<${one}>`).join(' ')}`]
      : []),
    '',
    `This is ${id}.`,
    '',
  ].join('\r\n')

/** A mail comes in as every mail does. */
const arrives = async (raw: string, id: string): Promise<void> => {
  const account = await app.app.channels.host.inboxByToken('email', inbox.token)
  if (!account) throw new Error('no inbox')
  await app.app.channels.host.accept(account, Buffer.from(raw), id)
  await app.settled()
}

interface State {
  id: string
  state: string
  counts: Record<string, number>
}

const until = async (id: string, state: string): Promise<State> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await app.owner.ok<State>('GET', `/api/imports/${id}`)
    if (found.state === state) return found
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`the import did not become ${state}`)
}

/** Imports a mailbox through the API and the background jobs, as people do. */
const importMailbox = async (...mails: string[]): Promise<string> => {
  const file = Buffer.from(mails.map((one) => `From - Tue Mar 05 09:00:00 2024\r\n${one}\r\n`).join(''))
  const { id } = await app.owner.ok<State>('POST', '/api/imports', {
    source: 'mbox',
    fileName: 'old.mbox',
    size: file.length,
    inboxId: inbox.id,
  })
  await app.owner.ok('PUT', `/api/imports/${id}/pieces/0`, file)
  await app.owner.ok('POST', `/api/imports/${id}/read`, {})
  await until(id, 'ready')
  await app.owner.ok('POST', `/api/imports/${id}/make`, {})
  await until(id, 'done')
  return id
}

const conversations = async () =>
  (
    await app.owner.ok<{ items: { customer: { name: string }; messageCount: number; status: string }[] }>(
      'GET',
      '/api/conversations?order=oldest',
    )
  ).items.map(({ customer, messageCount, status }) => `${customer.name} ${messageCount} ${status}`)

const US = 'Shop <support@shop.example>'

it('lets an answer to an old mail into the conversation that was imported, and a stranger’s not', async () => {
  await importMailbox(
    mail('hanako@mail.example', US, 'old-question@mail.example', OLD),
    mail(US, 'hanako@mail.example', 'old-answer@desk.example', OLD, ['old-question@mail.example']),
  )
  const answered = ['old-question@mail.example', 'old-answer@desk.example']
  await arrives(mail('hanako@mail.example', US, 'new-1@mail.example', NEW, answered), 'new-1@mail.example')
  await arrives(mail('stranger@mail.example', US, 'new-2@mail.example', NEW, answered), 'new-2@mail.example')
  expect((await conversations()).toSorted()).toEqual(['hanako 3 open', 'stranger 1 open'])
})

it('keeps a conversation in which somebody wrote since when the import is undone', async () => {
  const id = await importMailbox(
    mail('ken@mail.example', US, 'other@mail.example', OLD),
    mail('mio@mail.example', US, 'quiet@mail.example', OLD),
  )
  await arrives(
    mail('ken@mail.example', US, 'again@mail.example', NEW, ['other@mail.example']),
    'again@mail.example',
  )
  await app.owner.ok('POST', `/api/imports/${id}/undo`)
  expect((await until(id, 'undone')).counts).toMatchObject({ conversationsTaken: 1, conversationsKept: 1 })
  const { items } = await app.owner.ok<{ items: { code: string; subject: string }[] }>(
    'GET',
    `/api/imports/${id}/issues`,
  )
  expect(items).toMatchObject([{ code: 'kept', subject: expect.stringContaining('Where is it?') }])
  expect(await conversations()).toContain('ken 2 open')
  const report = await app.owner.call<string>('GET', `/api/imports/${id}/report`)
  expect(report.body).toContain('kept')
})

it('is for owners alone, and refuses what does not fit', async () => {
  const lead = await app.person('lead')
  expect((await lead.call('GET', '/api/imports')).status).toBe(403)
  const chat = await app.inbox('chat')
  const input = { source: 'csv', fileName: 'x.csv', size: 5, inboxId: chat.id }
  expect((await app.owner.call<{ code: string }>('POST', '/api/imports', input)).body.code).toBe(
    'imports.no-mail-inbox',
  )
  const { id } = await app.owner.ok<State>('POST', '/api/imports', { ...input, inboxId: inbox.id })
  const send = (n: number, bytes: Uint8Array) =>
    app.owner.call<{ code: string }>('PUT', `/api/imports/${id}/pieces/${n}`, bytes)
  expect((await send(0, Buffer.from('four'))).body.code).toBe('imports.piece-length')
  expect((await send(1, Buffer.from('x'))).body.code).toBe('imports.piece-length')
  expect((await app.owner.call<{ code: string }>('POST', `/api/imports/${id}/read`, {})).body.code).toBe(
    'imports.incomplete',
  )
  expect((await send(0, Buffer.from('a,b,c'))).status).toBe(200)
  await app.owner.ok('POST', `/api/imports/${id}/read`, {})
  const nothing = { options: { rows: 'messages', columns: [null, null, null] } }
  expect((await app.owner.call<{ code: string }>('POST', `/api/imports/${id}/read`, nothing)).body.code).toBe(
    'imports.columns-nobody',
  )
  expect((await app.owner.call('DELETE', `/api/imports/${id}`)).status).toBe(204)
})
