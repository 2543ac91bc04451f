import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import { noticeStore, say, sayDone, sayProblem } from './notices.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})
const texts = () => noticeStore.get().map((one) => one.text)

describe('notices', () => {
  it('go away by themselves, each in its time', () => {
    say('a')
    sayDone({ id: 'b', text: 'b', seconds: 10, undo: () => undefined })
    vi.advanceTimersByTime(5000)
    expect(texts()).toEqual(['b'])
    vi.advanceTimersByTime(6000)
    expect(texts()).toEqual([])
  })
  it('show the same thing once, and never more than four', () => {
    for (const text of ['a', 'a', 'b', 'c', 'd', 'e']) say(text)
    expect(texts()).toEqual(['b', 'c', 'd', 'e'])
  })
  it('take back once and disappear', () => {
    const undo = vi.fn<() => void>()
    sayDone({ id: 'x', text: 'sent', seconds: 10, undo })
    const [notice] = noticeStore.get()
    notice?.undo?.()
    notice?.undo?.()
    expect(undo).toHaveBeenCalledOnce()
    expect(texts()).toEqual([])
  })
  it('say what went wrong once, however often it goes wrong', () => {
    for (let time = 0; time < 3; time += 1) sayProblem(new ApiProblem({ code: 'network', status: 0 }))
    expect(noticeStore.get()).toHaveLength(1)
    expect(noticeStore.get()[0]?.tone).toBe('problem')
  })
})
