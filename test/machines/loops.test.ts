import { describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { mailShop, type Desk } from './mail-shop.ts'

const { app, connect, messagesOf } = await mailShop()

describe('machines that answer machines', () => {
  const acknowledge = { enabled: true }
  const answersOf = async (desk: Desk) => {
    const rows = await app.db.many<{ id: string }>(sql`
      select id from messages
      where workspace_id = ${app.workspaceId} and inbox_id = ${desk.id} and kind = 'outbound' and automatic`)
    return rows.length
  }

  it('come to an end by themselves: a hundred rounds get three answers, under whichever tag', async () => {
    const desk = await connect({ acknowledge })
    let answers = 0
    for (let round = 0; round < 100; round++) {
      // It answers every mail of ours with a new one that says nothing of being a machine's, and so does not belong to any.
      await desk.take([`From: robot+${round}@loop.example`, `Subject: Your ticket ${round}`])
      answers = await answersOf(desk)
    }
    expect(answers).toBe(3)
    // What came above sixty within an hour is a machine's: nobody waits for an answer to it.
    const kept = await app.db.many<{ waits: boolean }>(sql`
      select waiting_since is not null as waits from conversations
      where workspace_id = ${app.workspaceId} and inbox_id = ${desk.id}`)
    expect(kept).toHaveLength(100)
    expect(kept.filter(({ waits }) => waits)).toHaveLength(60)
  })

  it('of ours are known in every inbox: no answer, no waiting', async () => {
    const [desk, other] = await Promise.all([connect({ acknowledge }), connect()])
    await desk.take([`From: ${other.address.replace('@', '+tag@')}`, 'Subject: Report'])
    const [conversation] = await desk.conversations()
    expect(await messagesOf(conversation?.id ?? '')).toMatchObject([
      { automatic: true, context: { machine: 'own' } },
    ])
    expect(await answersOf(desk)).toBe(0)
  })

  it('by the hundred stop the answers of the inbox until somebody lets them go on', async () => {
    const desk = await connect({ acknowledge })
    const before = Array.from({ length: 300 }, (_, at) => `flood${at}@many.example`)
    await desk.takeAll(before)
    expect(await answersOf(desk)).toBe(300)
    await desk.take(['From: late@many.example', 'Subject: x'])
    expect(await answersOf(desk)).toBe(300)
    const inbox = async () =>
      (await app.owner.ok<{ id: string; acknowledgePausedAt: string | null }[]>('GET', '/api/inboxes')).find(
        ({ id }) => id === desk.id,
      )
    expect((await inbox())?.acknowledgePausedAt).toEqual(expect.any(String))
    const agent = await app.person('agent')
    const path = `/api/inboxes/${desk.id}/resume-acknowledging`
    expect((await agent.call('POST', path, {})).status).toBe(403)
    const lead = await app.person('lead')
    await lead.ok('POST', path, {})
    expect((await inbox())?.acknowledgePausedAt).toBeNull()
    await desk.take(['From: later@many.example', 'Subject: x'])
    expect(await answersOf(desk)).toBe(301)
  })
})
