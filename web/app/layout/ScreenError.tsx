import { useRouter } from '@tanstack/react-router'
import { ErrorState } from '../../ui/states.tsx'
import { useProblemText } from '../notices/problem-text.ts'

/** A screen that broke: says what happened and tries again. */
export function ScreenError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter()
  const textOf = useProblemText()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main style={{ height: '100%' }}>
      <ErrorState heading="h1" message={textOf(error)} retry={retry} />
    </main>
  )
}
