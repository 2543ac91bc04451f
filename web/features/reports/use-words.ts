import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../ui/in-language.ts'
import { useTimeSettings } from '../../ui/time/Time.tsx'
import type { Manner } from './figures.ts'

/** Words that come in both languages, in that of the screen. */
export function useWords(): (words: { en: string; ja: string }) => string {
  const { i18n } = useTranslation('reports')
  return (words) => inLanguage(words, i18n.language)
}

/** How figures are written on this screen. */
export function useManner(basis: 'calendar' | 'business'): Manner {
  const { locale } = useTimeSettings()
  return { locale, business: basis === 'business' }
}
