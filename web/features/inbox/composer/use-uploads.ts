import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiProblem } from '../../../api/problem.ts'
import { asProblem } from '../../../api/problem.ts'
import type { Attachment } from '../../../api/types.ts'
import { upload } from '../../../api/upload.ts'

/** A file beside what is written: on its way, kept by the server, or refused. */
export interface Upload {
  key: string
  name: string
  size: number
  /** Share that has been sent, 0 to 1. */
  share: number
  kept?: Attachment
  problem?: ApiProblem
}

const keptUpload = (file: Attachment): Upload => ({
  key: file.id,
  name: file.name,
  size: file.size,
  share: 1,
  kept: file,
})

/** Files of the composer: they are sent to the server at once, and named in the message later. */
export function useUploads(initial: readonly Attachment[], onChange: () => void) {
  const [uploads, setUploads] = useState<Upload[]>(() => initial.map(keptUpload))
  const latest = useRef(uploads)
  const running = useRef(new Map<string, AbortController>())

  const change = useCallback((next: (old: Upload[]) => Upload[]) => {
    latest.current = next(latest.current)
    setUploads(latest.current)
  }, [])
  const patch = useCallback(
    (key: string, part: Partial<Upload>) =>
      change((old) => old.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [change],
  )
  const add = useCallback(
    (files: readonly File[], onKept?: (kept: Attachment) => void) => {
      for (const file of files) {
        const key = crypto.randomUUID()
        const control = new AbortController()
        running.current.set(key, control)
        change((old) => [...old, { key, name: file.name || 'file', size: file.size, share: 0 }])
        upload(file, (share) => patch(key, { share }), control.signal)
          .then(
            (kept) => {
              patch(key, { kept, share: 1 })
              onKept?.(kept)
            },
            (error: unknown) => patch(key, { problem: asProblem(error) }),
          )
          .finally(() => {
            running.current.delete(key)
            onChange()
          })
          .catch(() => undefined)
      }
    },
    [change, patch, onChange],
  )
  const remove = useCallback(
    (key: string) => {
      running.current.get(key)?.abort()
      change((old) => old.filter((one) => one.key !== key))
      onChange()
    },
    [change, onChange],
  )
  const replace = useCallback((files: readonly Attachment[]) => change(() => files.map(keptUpload)), [change])
  const kept = useCallback(() => latest.current.flatMap((one) => one.kept ?? []), [])

  useEffect(() => {
    const all = running.current
    return () => {
      for (const control of all.values()) control.abort()
    }
  }, [])
  return { uploads, add, remove, replace, kept }
}

export type Uploads = ReturnType<typeof useUploads>
