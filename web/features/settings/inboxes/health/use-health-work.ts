import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say, sayProblem } from '../../../../app/notices/notices.ts'

/** Does something about an inbox’s reading, says what follows, and reads everything about it again. */
export function useHealthWork(inboxId: string) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = (work: Promise<unknown>, done?: string) => {
    setBusy(true)
    work
      .then(() => done && say(done), sayProblem)
      .then(() =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: ['inboxes', inboxId] }),
          queryClient.invalidateQueries({ queryKey: ['quarantine'] }),
        ]),
      )
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}
