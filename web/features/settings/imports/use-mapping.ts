import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../../api/call.ts'
import { importMappingQuery } from '../../../api/reads/imports.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'

export type Meaning = Output<'imports.getImportMapping'>
export type Mapping = Meaning['mapping']

/** What becomes of the source's words: each change is kept at once, one after the other. */
export function useMapping(importId: string, saved: Mapping) {
  const cache = useQueryClient()
  const [mapping, setMapping] = useState(saved)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const change = <K extends keyof Mapping>(kind: K, word: string, value: Mapping[K][string] | undefined) => {
    const words = { ...mapping[kind] }
    if (value === undefined) delete words[word]
    else words[word] = value
    const next = { ...mapping, [kind]: words }
    setMapping(next)
    last.current = last.current
      .then(() => call('imports.saveImportMapping', { params: { importId }, body: next }))
      .then((kept) => cache.setQueryData(importMappingQuery(importId).queryKey, kept))
      .catch((error: unknown) => {
        sayProblem(error)
        setMapping(mapping)
      })
  }
  return { mapping, change, settled: () => last.current }
}
