import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say, sayProblem } from '../../../app/notices/notices.ts'

/** Does something about what lies in quarantine, says what follows, and reads the list again. */
export function useQuarantineWork() {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = (work: Promise<unknown>, done?: string) => {
    setBusy(true)
    work
      .then(() => done && say(done), sayProblem)
      .then(() => queryClient.invalidateQueries({ queryKey: ['quarantine'] }))
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}
