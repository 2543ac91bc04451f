import { beforeAll, expect, it } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { keep, letter, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const desk = await paperDesk()
const { test, inboxId } = desk
const CARD = '4111 1111 1111 1111'

const setMasking = (maskNumbers: boolean): Promise<unknown> =>
  test.db.tx((tx) =>
    act(
      'workspace',
      'updateWorkspace',
      { body: { maskNumbers } },
      { tx, caller: systemCaller(tx.workspaceId) },
    ),
  )

const take = async (raw: string) => {
  const [id = ''] = await keep(test.db, inboxId, [raw])
  await processArrivals(test.db)
  return test.db.one<{
    text: string
    html: string | null
    subject: string | null
    context: Record<string, string>
    raw: string
    state: string
    conversation: string
  }>(sql`
    select m.text, m.html, m.subject, m.context, convert_from(a.raw, 'UTF8') as raw, a.state,
      c.subject || ' / ' || c.preview as conversation
    from messages m
    join conversations c on c.workspace_id = ${test.db.workspaceId} and c.id = m.conversation_id
    join arrivals a on a.workspace_id = ${test.db.workspaceId} and a.id = m.arrival_id
    where m.workspace_id = ${test.db.workspaceId} and m.arrival_id = ${id}`)
}

beforeAll(() => {
  desk.read = (raw) => [letter({ text: raw })]
})

it('leaves everything as it came until the workspace wants it', async () => {
  const kept = await take(`カード ${CARD}`)
  expect(kept).toMatchObject({ text: `カード ${CARD}`, raw: `カード ${CARD}`, context: {} })
})

it('masks the words of a message wherever they stand, and lets go of the bytes that say them', async () => {
  await setMasking(true)
  desk.read = (raw) => [
    letter({
      text: raw,
      html: `<p>${CARD.replaceAll(' ', '&nbsp;')}</p>`,
      subject: `カード ${CARD} の件`,
      context: { 備考: CARD },
      hints: { attributes: { memo: '4242424242424242' } },
    }),
  ]
  const kept = await take(`番号は ${CARD} です。注文番号 4012888888881881`)
  expect(kept).toMatchObject({
    text: '番号は **** **** **** 1111 です。注文番号 4012888888881881',
    html: '<p>****&nbsp;****&nbsp;****&nbsp;1111</p>',
    subject: 'カード **** **** **** 1111 の件',
    context: { 備考: '**** **** **** 1111', memo: '************4242', masked: '4' },
    raw: '',
    state: 'done',
  })
  expect(kept.conversation).not.toContain(CARD)
})

it('keeps the bytes of what has nothing to mask', async () => {
  await setMasking(true)
  expect(await take('注文番号 249-1234567-1234567')).toMatchObject({
    raw: '注文番号 249-1234567-1234567',
    context: {},
  })
})
