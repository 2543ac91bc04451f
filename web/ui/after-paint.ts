import { startTransition, useEffect, useState } from 'react'

/** Runs work once the next frame is painted, for what may come a moment later; gives back how to call it off. */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** A value that follows once what it came with is painted. */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value)
  useEffect(() => afterPaint(() => startTransition(() => setShown(value))), [value])
  return shown
}
