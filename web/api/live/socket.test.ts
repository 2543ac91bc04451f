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
  sent: string[] = []
  send(text: string) {
    this.sent.push(text)
  }
  close() {}
  opens() {
    this.readyState = Line.OPEN
    this.dispatchEvent(new Event('open'))
  }
  hears(frame: object) {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify({ frames: [frame] }) }))
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

it('gives up a connection that does not answer, and keeps one that does', async () => {
  const opened = vi.fn<(again: boolean) => void>()
  const socket = new LiveSocket(() => 'ws://x', { frames: () => undefined, opened, rights: () => undefined })
  socket.start()
  const line = Line.all.at(-1)
  line?.opens()
  const lines = Line.all.length
  for (let round = 0; round < 5; round += 1) {
    await vi.advanceTimersByTimeAsync(20_000)
    line?.hears({ type: 'pong' })
  }
  expect(line?.sent).toEqual(Array.from({ length: 5 }, () => '{"type":"ping"}'))
  expect(Line.all).toHaveLength(lines)
  // Silence: nothing more is heard, and nobody says that the line is gone.
  await vi.advanceTimersByTimeAsync(42_000)
  expect(Line.all).toHaveLength(lines + 1)
  Line.all.at(-1)?.opens()
  expect(opened.mock.calls).toEqual([[false], [true]])
  line?.hears({ type: 'pong' })
  socket.stop()
})
