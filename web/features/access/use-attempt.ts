import { useState } from 'react'
import { useProblemText } from '../../app/notices/problem-text.ts'

/** One form that is sent: whether it is on its way, and what went wrong in words. */
export function useAttempt() {
  const textOf = useProblemText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(textOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, attempt }
}
