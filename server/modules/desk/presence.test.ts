import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemCaller } from '../../kernel/caller.ts'
import { Screen } from '../../kernel/live/index.ts'
import { createPresence, type Presence } from './presence.ts'

type Shown = Record<string, string>

/** Processes on one database: what one sends, every other one hears. */
class Processes {
  readonly #handlers: ((workspaceId: number, data: unknown) => void)[] = []
  cut = false

  start(): { presence: Presence; shown: Map<string, Shown>; frames: number[] } {
    const shown = new Map<string, Shown>()
    const frames: number[] = []
    const me = this.#handlers.length
    const presence = createPresence({
      hub: {
        publish: (workspaceId, published) => {
          for (const { topics, frame } of published) {
            frames.push(workspaceId)
            const agents = frame.agents as { id: string; state: string }[]
            const place = `${workspaceId} ${topics.join().replace('open:', '')}`
            shown.set(place, Object.fromEntries(agents.map(({ id, state }) => [id, state])))
          }
        },
      },
      signals: {
        on: (_kind, handle) => this.#handlers.push(handle),
        send: (_kind, workspaceId, data) => {
          // As over the wire: nothing is shared, and nothing comes back to the sender.
          const copy: unknown = JSON.parse(JSON.stringify(data))
          if (!this.cut)
            for (const [at, hear] of this.#handlers.entries()) if (at !== me) hear(workspaceId, copy)
        },
      },
    })
    running.push(presence)
    return { presence, shown, frames }
  }
}

const running: Presence[] = []
const screenOf = (agentId: string, workspaceId = 1, readyState = 1): Screen =>
  new Screen({ readyState, OPEN: 1 } as never, {} as never, workspaceId, {
    ...systemCaller(workspaceId),
    kind: 'person',
    id: agentId,
    name: agentId.toUpperCase(),
  })

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T01:00:00Z') })
})
afterEach(() => {
  for (const presence of running.splice(0)) presence.stop()
  vi.useRealTimers()
})

describe('one process', () => {
  it('shows who has a conversation open and who types', () => {
    const { presence, shown } = new Processes().start()
    const [ann, bob] = [screenOf('ann'), screenOf('bob')]
    presence.opened(ann, 'c')
    presence.opened(bob, 'c')
    presence.typing(bob, 'c', true)
    expect(shown.get('1 c')).toEqual({ ann: 'viewing', bob: 'typing' })
    presence.typing(bob, 'c', false)
    presence.closed(ann, 'c')
    expect(shown.get('1 c')).toEqual({ bob: 'viewing' })
    presence.left(bob)
    expect(shown.get('1 c')).toEqual({})
  })

  it('counts a person once, however many windows they have', () => {
    const { presence, shown } = new Processes().start()
    const [first, second] = [screenOf('ann'), screenOf('ann')]
    presence.opened(first, 'c')
    presence.opened(second, 'c')
    presence.typing(second, 'c', true)
    expect(shown.get('1 c')).toEqual({ ann: 'typing' })
    presence.left(second)
    expect(shown.get('1 c')).toEqual({ ann: 'viewing' })
    presence.left(first)
    expect(shown.get('1 c')).toEqual({})
  })

  it('keeps conversations and workspaces apart', () => {
    const { presence, shown } = new Processes().start()
    presence.opened(screenOf('ann', 1), 'c')
    presence.opened(screenOf('bob', 2), 'c')
    presence.opened(screenOf('cat', 1), 'd')
    expect(Object.fromEntries(shown)).toEqual({
      '1 c': { ann: 'viewing' },
      '2 c': { bob: 'viewing' },
      '1 d': { cat: 'viewing' },
    })
  })

  it('lets typing end by itself after half a minute without word', () => {
    const { presence, shown } = new Processes().start()
    const ann = screenOf('ann')
    presence.opened(ann, 'c')
    presence.typing(ann, 'c', true)
    vi.advanceTimersByTime(20_000)
    presence.typing(ann, 'c', true)
    vi.advanceTimersByTime(20_000)
    expect(shown.get('1 c')).toEqual({ ann: 'typing' })
    vi.advanceTimersByTime(20_000)
    expect(shown.get('1 c')).toEqual({ ann: 'viewing' })
  })

  it('ignores a screen that was gone before it could open, and one that types without having opened', () => {
    const { presence, shown } = new Processes().start()
    presence.opened(screenOf('ann', 1, 3), 'c')
    presence.typing(screenOf('bob'), 'c', true)
    presence.closed(screenOf('cat'), 'c')
    expect(shown.size).toBe(0)
  })

  it('lets one screen open no more conversations than a person would', () => {
    const { presence, shown } = new Processes().start()
    const ann = screenOf('ann')
    for (let at = 0; at < 500; at += 1) presence.opened(ann, `c${at}`)
    expect(shown.size).toBe(50)
  })
})

describe('several processes', () => {
  it('show the same', () => {
    const processes = new Processes()
    const [one, two] = [processes.start(), processes.start()]
    const [ann, bob] = [screenOf('ann'), screenOf('bob')]
    one.presence.opened(ann, 'c')
    two.presence.opened(bob, 'c')
    one.presence.typing(ann, 'c', true)
    expect(one.shown.get('1 c')).toEqual({ ann: 'typing', bob: 'viewing' })
    expect(two.shown.get('1 c')).toEqual({ ann: 'typing', bob: 'viewing' })
    one.presence.left(ann)
    expect(one.shown.get('1 c')).toEqual({ bob: 'viewing' })
    expect(two.shown.get('1 c')).toEqual({ bob: 'viewing' })
  })

  it('keep a person who has a window on each of them until the last one closes', () => {
    const processes = new Processes()
    const [one, two] = [processes.start(), processes.start()]
    const [here, there] = [screenOf('ann'), screenOf('ann')]
    one.presence.opened(here, 'c')
    two.presence.opened(there, 'c')
    one.presence.left(here)
    expect(two.shown.get('1 c')).toEqual({ ann: 'viewing' })
    two.presence.left(there)
    expect(two.shown.get('1 c')).toEqual({})
  })

  it('tell one that starts later', () => {
    const processes = new Processes()
    const one = processes.start()
    one.presence.opened(screenOf('ann'), 'c')
    const two = processes.start()
    two.presence.opened(screenOf('bob'), 'c')
    expect(two.shown.get('1 c')).toEqual({ ann: 'viewing', bob: 'viewing' })
  })

  it('forget those of a process that died, and keep those of one that is alive', () => {
    const processes = new Processes()
    const [one, two, three] = [processes.start(), processes.start(), processes.start()]
    one.presence.opened(screenOf('ann'), 'c')
    two.presence.opened(screenOf('bob'), 'c')
    three.presence.opened(screenOf('cat'), 'c')
    one.presence.stop()
    vi.advanceTimersByTime(120_000)
    expect(two.shown.get('1 c')).toEqual({ bob: 'viewing', cat: 'viewing' })
    expect(three.shown.get('1 c')).toEqual({ bob: 'viewing', cat: 'viewing' })
  })

  it('find together again after the line between them was cut', () => {
    const processes = new Processes()
    const [one, two] = [processes.start(), processes.start()]
    const ann = screenOf('ann')
    one.presence.opened(ann, 'c')
    processes.cut = true
    vi.advanceTimersByTime(60_000)
    two.presence.opened(screenOf('bob'), 'c')
    expect(two.shown.get('1 c')).toEqual({ bob: 'viewing' })
    processes.cut = false
    vi.advanceTimersByTime(10_000)
    expect(two.shown.get('1 c')).toEqual({ ann: 'viewing', bob: 'viewing' })
    expect(one.shown.get('1 c')).toEqual({ ann: 'viewing', bob: 'viewing' })
  })

  it('are silent when nobody is there', () => {
    const processes = new Processes()
    const [one, two] = [processes.start(), processes.start()]
    const ann = screenOf('ann')
    one.presence.opened(ann, 'c')
    one.presence.left(ann)
    vi.advanceTimersByTime(60_000)
    const before = two.frames.length
    vi.advanceTimersByTime(600_000)
    expect(two.frames.length).toBe(before)
  })
})
