import { expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { customerOf } from './fixtures/people.ts'

const { test, agent: someone, inboxId, exported } = await dataDesk()
const agent = { ...someone, permissions: new Set([...someone.permissions, 'partners.write']) }
const write = <T>(action: string, input: object) =>
  test.db.tx((tx) => act<T>('teamwork', action, input, { caller: agent, tx, db: tx as never }))

it('gives out what a team wrote beside a person’s conversations in the internal folder alone, where that is wanted', async () => {
  const own = await receive(test.db, 'beside@mail.example', inboxId)
  const other = await receive(test.db, 'other@mail.example', inboxId)
  const task = (title: string) => ({ title, assigneeId: null, dueAt: null })
  await write('addTask', { params: own, body: task('倉庫に尋ねる') })
  await write('addTask', { params: other, body: task('別の方のタスク') })
  const post = (body: string, ...about: { conversationId: string }[]) =>
    write('createPost', {
      body: {
        kind: 'handover',
        title: '',
        teamIds: null,
        mustRead: false,
        expiresAt: null,
        giveTo: null,
        body,
        conversationIds: about.map(({ conversationId }) => conversationId),
      },
    })
  await post('夜に折り返す', own)
  await post('お二人とも怒っている', own, other)
  const { id: partnerId } = await write<{ id: string }>('createPartner', {
    body: { kind: 'department', name: '倉庫課', people: [] },
  })
  await write('startAside', {
    params: own,
    body: {
      kind: 'escalation',
      typeId: null,
      people: [],
      dueAt: null,
      attachmentIds: [],
      partnerId,
      subject: '在庫の確認',
      text: '赤い急須の在庫',
    },
  })
  const customerId = await customerOf(test.db, own.conversationId)
  const without = JSON.stringify((await exported(customerId)).files)
  for (const word of ['倉庫に尋ねる', '夜に折り返す', '赤い急須']) expect(without).not.toContain(word)
  const { files } = await exported(customerId, { notes: true })
  for (const name of ['internal/notes.html', 'internal/notes.json']) {
    expect(files[name]).toContain('倉庫に尋ねる')
    expect(files[name]).toContain('申し送り')
    expect(files[name]).toContain('夜に折り返す')
    expect(files[name]).toContain('赤い急須の在庫')
  }
  const all = JSON.stringify(files)
  expect(all).not.toContain('別の方のタスク')
  // What is about others, too, speaks of them.
  expect(all).not.toContain('お二人とも怒っている')
})
