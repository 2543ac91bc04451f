import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import { noticeStore, say, sayDone, sayFailure, sayProblem, sayUntilSeen } from './notices.ts'
import { undoables } from './undo.ts'

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
  it('stay where somebody must not miss them, until something is done about it', () => {
    const run = vi.fn<() => void>()
    sayUntilSeen({ id: 'left', text: 'not sent', action: { label: 'Open', run } })
    for (const text of ['a', 'b', 'c', 'd', 'e']) say(text)
    expect(texts()).toEqual(['not sent', 'b', 'c', 'd', 'e'])
    vi.advanceTimersByTime(86_400_000)
    expect(texts()).toEqual(['not sent'])
    noticeStore.get()[0]?.action?.run()
    expect(run).toHaveBeenCalledOnce()
    expect(texts()).toEqual([])
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
  it('never say what did not work out as if it were done', () => {
    sayFailure('not taken')
    expect(noticeStore.get().map(({ tone, text }) => [tone, text])).toEqual([['problem', 'not taken']])
  })
  it('are taken away with their undo step when it was not done after all, and only their own', () => {
    const first = sayDone({ id: 'act', text: 'one', seconds: 8, undo: () => undefined })
    const second = sayDone({ id: 'act', text: 'two', seconds: 8, undo: () => undefined })
    first()
    expect(texts()).toEqual(['two'])
    second()
    expect(texts()).toEqual([])
    expect(undoables(Date.now()).filter((one) => one.id === 'act')).toEqual([])
  })
  it('say what went wrong once, however often it goes wrong', () => {
    for (let time = 0; time < 3; time += 1) sayProblem(new ApiProblem({ code: 'network', status: 0 }))
    expect(noticeStore.get()).toHaveLength(1)
    expect(noticeStore.get()[0]?.tone).toBe('problem')
  })
})
