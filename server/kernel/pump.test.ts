import { describe, expect, it, vi } from 'vitest'
import { Pump } from './pump.ts'

const log = { error: vi.fn<() => void>() } as never
const gate = () => {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

describe('a pump', () => {
  it('runs once more after what woke it meanwhile, however often', async () => {
    const first = gate()
    let runs = 0
    const pump = new Pump(log, async () => {
      runs += 1
      if (runs === 1) await first.passed
    })
    pump.wake(1)
    await vi.waitFor(() => expect(runs).toBe(1))
    pump.wake(1)
    pump.wake(1)
    first.open()
    await pump.idle()
    expect(runs).toBe(2)
  })

  it('takes what comes between two runs into the second', async () => {
    const waiting = [1]
    const taken: number[][] = []
    const pump: Pump = new Pump(log, async () => {
      taken.push(waiting.splice(0))
      if (taken.length > 1) return
      waiting.push(2)
      pump.wake(1)
      setTimeout(() => {
        waiting.push(3)
        pump.wake(1)
      }, 1)
    })
    pump.wake(1)
    await pump.idle()
    expect(taken).toEqual([[1], [2, 3]])
  })

  it('tries a run again that failed, and lets other workspaces go on', async () => {
    const runs: number[] = []
    const pump = new Pump(log, async (workspaceId) => {
      runs.push(workspaceId)
      if (workspaceId === 1 && runs.filter((id) => id === 1).length === 1) throw new Error('away')
    })
    pump.wake(1)
    pump.wake(2)
    await pump.idle()
    expect(runs).toEqual([1, 2, 1])
  })

  it('takes nothing more once it is stopped', async () => {
    let runs = 0
    const pump = new Pump(log, async () => {
      runs += 1
    })
    await pump.stop()
    pump.wake(1)
    expect(runs).toBe(0)
  })
})
