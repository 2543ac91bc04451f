import { expect, it, vi } from 'vitest'
import { LiveHub, Screen } from './index.ts'
import { Pusher } from './pusher.ts'

it('sends the screens to catch up when what they are to be shown could not be read', async () => {
  const hub = new LiveHub()
  const close = vi.fn<(code: number, reason: string) => void>()
  const screenOf = (workspaceId: number) =>
    new Screen(
      { readyState: 1, OPEN: 1, close } as never,
      { write: () => true } as never,
      workspaceId,
      undefined,
    )
  hub.add(screenOf(1), ['workspace'])
  hub.add(screenOf(2), ['workspace'])
  const told: ((workspaceId: number, shown: { name: string; payload: unknown }[]) => void)[] = []
  const warn = vi.fn<() => void>()
  const load = async () => {
    throw new Error('the database restarts')
  }
  new Pusher(
    { in: () => ({}), kernel: { log: { warn } } } as never,
    hub,
    { on: () => undefined } as never,
    { watch: (_names: string[], watch: never) => told.push(watch) } as never,
    [{ events: ['happened'], load }],
  )
  told[0]?.(1, [{ name: 'happened', payload: {} }])
  await vi.waitFor(() => expect(close).toHaveBeenCalled())
  // Those of the workspace in which something happened, and nobody else.
  expect(close).toHaveBeenCalledTimes(1)
  expect(warn).toHaveBeenCalledTimes(1)
})
