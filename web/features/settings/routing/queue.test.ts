import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, newQueue, type Queue } from './queue.ts'

const applies = { match: 'all' as const, of: [{ condition: 'conversation.waiting', how: 'yes' as const }] }
const queue = (part: Partial<Queue> = {}): Queue => ({
  ...bodyOf({ ...newQueue, name: '総合' }),
  id: 'q',
  waiting: 0,
  oldestSince: null,
  meanSeconds: null,
  warnings: [],
  ...part,
})

describe('a queue in a form', () => {
  it('comes back as it was', () => {
    const kept = queue({
      applies,
      teamIds: ['t'],
      skills: [{ skillId: 's', level: 3, must: true }],
      overflowSeconds: 60,
      overflowTeamIds: ['u'],
    })
    const { id, waiting, oldestSince, meanSeconds, warnings, ...body } = kept
    expect(bodyOf(draftOf(kept))).toEqual(body)
  })
  it('names no helping teams where nobody ever helps', () => {
    const draft = { ...newQueue, name: ' 返品 ', overflowTeamIds: ['u'] }
    expect(bodyOf(draft)).toMatchObject({ name: '返品', overflowTeamIds: [] })
    expect(bodyOf({ ...draft, overflowSeconds: 30 }).overflowTeamIds).toEqual(['u'])
  })
})
