import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { conditionsQuery } from '../../../../api/reads/settings.ts'
import type { Expression } from '../../../../api/types.ts'
import { useTimeSettings } from '../../../../ui/time/Time.tsx'
import { inWords } from './in-words.ts'
import { wrongIn } from './wrong.ts'

/** Says an expression as a sentence in the screen's language; undefined until it is known what may be asked. */
export function useInWords(): (expression: Expression) => string | undefined {
  const { t } = useTranslation('conditions')
  const time = useTimeSettings()
  const { data } = useQuery(conditionsQuery)
  return (expression) => data && inWords(expression, data, { t, time })
}

/**
 * Checks an expression before it is sent, for `check` of `useForm`: what is wrong with it, in words. What is not known
 * yet is left to the server.
 */
export function useCheckConditions(): (expression: Expression | null) => string | undefined {
  const { t } = useTranslation('conditions')
  const { data } = useQuery(conditionsQuery)
  return (expression) => {
    const wrong = expression && data && wrongIn(expression, data)
    return wrong ? t(`wrong.${wrong}`) : undefined
  }
}
