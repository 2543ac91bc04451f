import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
const beat = 20_000

/** One clock for everything on the screen that says how long ago; it stands still when nothing listens. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const one of listeners) one()
  }, beat)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

let now = Date.now()
const keepNow = (listener: () => void) => {
  now = Date.now()
  return onTick(() => {
    now = Date.now()
    listener()
  })
}

/** The present moment in ms, as good as the clock's beat: for words like "tomorrow" that must stay right. */
export const useNow = (): number => useSyncExternalStore(keepNow, () => now)
