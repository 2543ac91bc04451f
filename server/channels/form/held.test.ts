import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { inquiry, visitorOf } from './fixtures/visitors.ts'

let app: TestApp
let form: { id: string; token: string }

beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  form = await app.inbox('form', { settings: { protection: { minimumSeconds: 0, difficulty: 2 } } })
})

interface Unsent {
  reason: { en: string; ja: string } | null
  receipt: string
  attempts: number
}
const unsent = async (): Promise<Unsent[]> =>
  (await app.owner.ok<{ items: Unsent[] }>('GET', '/api/unsent')).items
const within = { timeout: 20_000, interval: 100 }

describe('answers to a form', () => {
  it('wait where everybody can see them, with the reason, and waiting is no attempt', async () => {
    await visitorOf(app.url, form.token).post(inquiry())
    await app.settled()
    const { items } = await app.owner.ok<{ items: { id: string }[] }>('GET', '/api/conversations')
    await app.owner.ok('POST', `/api/conversations/${items[0]?.id}/replies`, { text: 'お調べします。' })
    await expect
      .poll(async () => (await unsent()).map(({ receipt }) => receipt), within)
      .toEqual(['held', 'held'])
    expect((await unsent()).map(({ reason }) => reason?.ja.slice(0, 11))).toEqual([
      'この窓口への返信はメー',
      'この窓口への返信はメー',
    ])
    // A mail inbox that cannot send yet: the reason is another one, and nothing is given up.
    for (let round = 0; round < 3; round += 1)
      await app.inbox('email', { settings: { address: `desk${round}@shop.example` } })
    const states = async () =>
      (await unsent()).map(({ receipt, attempts, reason }) => [
        receipt,
        attempts,
        reason?.en.includes('SMTP') && reason.ja.includes('SMTP'),
      ])
    await expect.poll(states, within).toEqual([
      ['held', 0, true],
      ['held', 0, true],
    ])
  })
})
