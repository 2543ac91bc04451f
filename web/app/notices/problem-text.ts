import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api/problem.ts'
import { limitInWords } from '../../ui/files/size.ts'

/** What went wrong as a sentence: in the person's language where the code is known, else as the server says it. */
export function problemText(t: TFunction, error: unknown): string {
  const problem = asProblem(error)
  return t(`errors:${problem.code.replaceAll('.', '_')}`, {
    defaultValue: problem.message,
    seconds: problem.retryAfterSeconds ?? 60,
    limit: limitInWords(problem.limitBytes ?? 0),
    ...problem.reasons[0],
  })
}

/** `problemText` in the language of the screen. */
export function useProblemText(): (error: unknown) => string {
  // Nothing waits for these texts: until they are there, the server's own words stand in.
  const { t } = useTranslation('errors', { useSuspense: false })
  return (error) => problemText(t, error)
}
