import { describe, expect, it, vi } from 'vitest'
import { LiveHub, Screen } from './index.ts'

type Frames = { type: string; n?: number }[]

/** The text of one whole frame that is shorter than 64 kB. */
const textOf = (wire: Buffer): string => wire.toString('utf8', (wire[1] as number) < 126 ? 2 : 4)

const open = (hub: LiveHub, topics: string[], workspaceId = 1, writableLength = 0) => {
  const ticks: Frames[] = []
  const buffers: Buffer[] = []
  const close = vi.fn<(code: number, reason: string) => void>()
  const wire = {
    writableLength,
    write(data: Buffer) {
      buffers.push(data)
      ticks.push((JSON.parse(textOf(data)) as { frames: Frames }).frames)
    },
  }
  const socket = { readyState: 1, OPEN: 1, close }
  const screen = new Screen(socket as never, wire as never, workspaceId, undefined)
  hub.add(screen, topics)
  return { screen, ticks, buffers, close }
}
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150))
const frame = (n: number, topics: string[], key?: string) => ({
  topics,
  frame: { type: 'x', n },
  ...(key === undefined ? {} : { key }),
})
const numbers = (ticks: Frames[]): (number | undefined)[] => ticks.flat().map(({ n }) => n)

describe('the hub', () => {
  it('gives each screen what is on its topics, once, in the order in which it was published', async () => {
    const hub = new LiveHub()
    const both = open(hub, ['a', 'b'])
    const one = open(hub, ['b'])
    const other = open(hub, ['a', 'b'], 2)
    hub.publish(1, [frame(1, ['b']), frame(2, ['a', 'b']), frame(3, ['a']), frame(4, ['c'])])
    hub.tell(both.screen, { type: 'x', n: 5 })
    hub.publish(1, [frame(6, ['b'])])
    await tick()
    expect(numbers(both.ticks)).toEqual([1, 2, 3, 5, 6])
    expect(numbers(one.ticks)).toEqual([1, 2, 6])
    expect(other.ticks).toEqual([])
    expect(both.ticks).toHaveLength(1)
  })

  it('keeps of frames with one key the last, at its place', async () => {
    const hub = new LiveHub()
    const screen = open(hub, ['a', 'b'])
    hub.publish(1, [frame(1, ['a'], 'count'), frame(2, ['b']), frame(3, ['b'], 'count')])
    await tick()
    expect(numbers(screen.ticks)).toEqual([2, 3])
  })

  it('makes one text for all who are on the same topics', async () => {
    const hub = new LiveHub()
    const [first, second] = [open(hub, ['all', 'person:1']), open(hub, ['all', 'person:2'])]
    hub.publish(1, [frame(1, ['all'])])
    await tick()
    expect(first.buffers[0]).toBe(second.buffers[0])
  })

  it('gives nothing to who has left the topic, or the hub', async () => {
    const hub = new LiveHub()
    const [left, gone, there] = [open(hub, ['a']), open(hub, ['a']), open(hub, ['a'])]
    hub.publish(1, [frame(1, ['a'])])
    hub.leave(left.screen, 'a')
    hub.remove(gone.screen)
    await tick()
    expect([left.ticks, gone.ticks, numbers(there.ticks)]).toEqual([[], [], [1]])
  })

  it('sends to many in slices; what is published meanwhile follows, in its order', async () => {
    const hub = new LiveHub()
    const screens = Array.from({ length: 350 }, () => open(hub, ['a']))
    hub.publish(1, [frame(1, ['a'])])
    await vi.waitFor(() => expect(screens[0]?.ticks).toHaveLength(1))
    hub.publish(1, [frame(2, ['a'])])
    await vi.waitFor(() => expect(screens.at(-1)?.ticks).toHaveLength(2))
    expect(screens.filter(({ ticks }) => numbers(ticks).join() !== '1,2')).toEqual([])
  })

  it('asks what fills it once a tick, however often it is woken, and never while it sends', async () => {
    const hub = new LiveHub()
    const screens = Array.from({ length: 350 }, () => open(hub, ['a']))
    let asked = 0
    hub.fillWith(async () => {
      asked += 1
      hub.publish(1, [frame(asked, ['a'])])
    })
    for (let n = 0; n < 5; n += 1) hub.wake()
    await vi.waitFor(() => expect(screens.at(-1)?.ticks).toHaveLength(1))
    hub.wake()
    await vi.waitFor(() => expect(screens.at(-1)?.ticks).toHaveLength(2))
    expect(numbers(screens[0]?.ticks ?? [])).toEqual([1, 2])
  })

  it('writes nothing to a screen that is closing', async () => {
    const hub = new LiveHub()
    const closing = open(hub, ['a'])
    Object.assign(closing.screen.socket, { readyState: 2 })
    hub.publish(1, [frame(1, ['a'])])
    await tick()
    expect(closing.ticks).toEqual([])
  })

  it('closes a screen that does not keep up; it catches up when it comes back', async () => {
    const hub = new LiveHub()
    const slow = open(hub, ['a'], 1, 5 * 1024 * 1024)
    hub.publish(1, [frame(1, ['a'])])
    await tick()
    expect(slow.close).toHaveBeenCalledWith(1013, 'too slow')
    expect(slow.ticks).toEqual([])
  })

  it('keeps nothing of a screen that is gone, although its right to a topic was looked up meanwhile', async () => {
    const hub = new LiveHub()
    const { screen, ticks } = open(hub, ['a'])
    hub.remove(screen)
    hub.join(screen, 'open:1')
    expect(hub.on(1, 'open:1').size).toBe(0)
    hub.publish(1, [frame(1, ['open:1'])])
    await tick()
    expect(ticks).toEqual([])
  })

  it('knows whose screens are open, each once, by workspace', () => {
    const hub = new LiveHub()
    const add = (workspaceId: number, id?: string) => {
      const caller = id === undefined ? undefined : { workspaceId, kind: 'person', id }
      const screen = new Screen({ readyState: 1 } as never, {} as never, workspaceId, caller as never)
      hub.add(screen, [])
      return screen
    }
    const screens = [add(1, 'hana'), add(1, 'hana'), add(1, 'taro'), add(2, 'hana'), add(2)]
    expect(hub.callers()).toEqual(
      new Map([
        [1, new Set(['hana', 'taro'])],
        [2, new Set(['hana'])],
      ]),
    )
    for (const screen of screens.slice(1)) hub.remove(screen)
    expect(hub.callers()).toEqual(new Map([[1, new Set(['hana'])]]))
  })
})
