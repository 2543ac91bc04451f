import fc from 'fast-check'
import { expect, it } from 'vitest'
import { promisingDesk } from './fixtures/promising-desk.ts'

const desk = await promisingDesk()
await desk.policy({ resolveSeconds: null })

const step = fc.record({
  kind: fc.constantFrom(
    'begins',
    'writes',
    'writes',
    'answers',
    'answers',
    'resolves',
    'takes back',
    'sleeps',
    'wakes',
    'settles',
  ),
  which: fc.nat({ max: 99 }),
  minutes: fc.integer({ min: 1, max: 45 }),
})

/** Since when somebody waits for an answer by the clocks that go on. */
const waitingBy = async (id: string): Promise<string | null> => {
  const running = (await desk.clocks(id)).filter(
    ({ promise, endedAt }) => promise !== 'resolve' && endedAt === null,
  )
  return running.map(({ startedAt }) => startedAt).sort()[0] ?? null
}

it('clocks run for whoever the conversation says waits, whatever happens and however it is batched', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const open: string[] = []
      let last: string | undefined
      for (const { kind, which, minutes } of steps) {
        desk.minutes(minutes)
        const id = open[which % open.length]
        if (kind === 'begins' || id === undefined) open.push(await desk.write())
        else if (kind === 'writes') await desk.write(id)
        else if (kind === 'answers') last = await desk.answer(id)
        else if (kind === 'takes back' && last) {
          await desk.undo(last).catch(() => undefined)
          last = undefined
        } else if (kind === 'resolves') {
          // Nobody who waits is put away here: what becomes of them then is a test of its own.
          if ((await desk.row(id)).waitingSince === null)
            await desk.set('setStatus', id, { status: 'resolved' })
        } else if (kind === 'sleeps') {
          const until = new Date(desk.test.clock.now().getTime() + 86_400_000 * 30).toISOString()
          await desk.set('setStatus', id, { status: 'snoozed', snoozedUntil: until })
        } else if (kind === 'wakes') await desk.set('setStatus', id, { status: 'open' })
        else if (kind === 'settles') await desk.settle()
      }
      await desk.settle()
      for (const id of open)
        expect(await waitingBy(id)).toBe((await desk.row(id)).waitingSince?.toISOString() ?? null)
    }),
    { numRuns: 40 },
  )
})
