import { expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase } from '../../../test/harness/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { getMetric } from './get-metric.ts'

const test = await testDatabase()
const agent = await addAgent(test.db)
const hana = { ...agent, permissions: new Set([...agent.permissions, 'partners.write']) }
const inboxes = [await addInbox(test.db, '本店'), await addInbox(test.db, '支店')]

const period = { from: '2026-11-20', to: '2026-11-20', basis: 'calendar' as const }
const figure = (metric: string, caller: Caller = systemCaller(test.workspaceId)) =>
  getMetric(test.db, caller, metric, period)
const team = <T>(action: string, input: object) =>
  test.db.tx((tx) => act<T>('teamwork', action, input, { caller: hana, tx, db: tx as never }))
const inMinutes = (minutes: number) => new Date(test.clock.now().getTime() + minutes * 60_000).toISOString()

it('counts escalations, how soon they were answered and whether in time, and never side conversations', async () => {
  const [one, other] = (
    await Promise.all(inboxes.map((inbox, n) => receive(test.db, `e${n}@mail.example`, inbox)))
  ).map(({ conversationId }) => conversationId) as [string, string]
  const { id: partnerId } = await team<{ id: string }>('createPartner', {
    body: { kind: 'department', name: '倉庫', people: [] },
  })
  const ask = async (conversationId: string, dueAt: string | null) =>
    (
      await team<{ id: string }>('startAside', {
        params: { conversationId },
        body: {
          kind: 'escalation',
          partnerId,
          typeId: null,
          people: [],
          subject: '在庫',
          text: 'ありますか。',
          dueAt,
          attachmentIds: [],
        },
      })
    ).id
  const answer = (asideId: string) =>
    team('noteAnswer', { params: { asideId }, body: { author: '倉庫', text: '3つあります。' } })
  const [early, late] = [await ask(one, inMinutes(30)), await ask(one, inMinutes(30))]
  await ask(other, inMinutes(30))
  test.clock.forward(600)
  await answer(early)
  // What is answered again was answered when it was answered first.
  test.clock.forward(3000)
  await answer(early)
  await answer(late)
  expect(await figure('escalations')).toMatchObject({ n: 3, value: 3 })
  expect(await figure('escalations-in-time')).toMatchObject({ n: 3, value: 1 / 3 })
  expect((await figure('escalation-answer-time')).measures).toContainEqual({ measure: 'median', value: 2100 })
  const narrow = { ...hana, sight: new Set([inboxes[1] as string]) }
  expect(await figure('escalations', narrow)).toMatchObject({ n: 1 })
  expect(await figure('escalations-in-time', narrow)).toMatchObject({ n: 1, value: 0 })
})
