import { describe, expect, it, vi } from 'vitest'
import { rememberUndo, undo, undoables } from './undo.ts'

describe('undo', () => {
  it('takes the newest thing back first, each once, and nothing that is too old', () => {
    const first = vi.fn<() => void>()
    const second = vi.fn<() => void>()
    rememberUndo({ id: 'a', text: 'a', until: 100, undo: first })
    rememberUndo({ id: 'b', text: 'b', until: 50, undo: second })
    expect(undoables(10).map((one) => one.id)).toEqual(['b', 'a'])
    expect(undo(60)?.id).toBe('a')
    expect(first).toHaveBeenCalledOnce()
    expect(undo(60)).toBeUndefined()
    expect(second).not.toHaveBeenCalled()
  })
  it('takes one back by its id', () => {
    const chosen = vi.fn<() => void>()
    rememberUndo({ id: 'x', text: 'x', until: 100, undo: chosen })
    rememberUndo({ id: 'y', text: 'y', until: 100, undo: () => undefined })
    undo(0, 'x')
    expect(chosen).toHaveBeenCalledOnce()
    expect(undoables(0).map((one) => one.id)).toEqual(['y'])
  })
})
