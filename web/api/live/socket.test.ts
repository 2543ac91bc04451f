import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveSocket } from './socket.ts'

/** A connection that opens and breaks when the test says so. */
class Line extends EventTarget {
  static readonly OPEN = 1
  static all: Line[] = []
  readyState = 0
  constructor() {
    super()
    Line.all.push(this)
  }
  send() {}
  close() {}
  opens() {
    this.readyState = Line.OPEN
    this.dispatchEvent(new Event('open'))
  }
  breaks() {
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Line)
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('tells of every connection, the first one too: lists were fetched before it', async () => {
  const opened = vi.fn<(again: boolean) => void>()
  const socket = new LiveSocket(() => 'ws://x', { frames: () => undefined, opened, rights: () => undefined })
  socket.start()
  Line.all.at(-1)?.opens()
  expect(opened.mock.calls).toEqual([[false]])
  Line.all.at(-1)?.breaks()
  await vi.advanceTimersByTimeAsync(2000)
  Line.all.at(-1)?.opens()
  expect(opened.mock.calls).toEqual([[false], [true]])
  socket.stop()
})
