import { useTranslation } from 'react-i18next'
import type { Wrong } from './schema/wrong.ts'

/** Says what is wrong with a value. */
export function useWrongText(): (wrong: Wrong) => string {
  const { t } = useTranslation('settings')
  return (wrong) =>
    'limit' in wrong ? t(`wrong.${wrong.kind}`, { limit: wrong.limit }) : t(`wrong.${wrong.kind}`)
}
