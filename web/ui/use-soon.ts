import { useEffect, useState } from 'react'

const pause = 120

/** A value that follows once it rests: who goes through a list with a key asks for nothing on the way. */
export function useSoon<T>(value: T): T {
  const [kept, setKept] = useState(value)
  const now = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setKept(JSON.parse(now) as T), pause)
    return () => clearTimeout(timer)
  }, [now])
  return kept
}
