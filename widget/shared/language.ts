import type { Language } from './types.ts'

/** The first of these wishes that we speak. Wishes are language tags (`ja-JP`); absent ones are passed over. */
export const chooseLanguage = (
  wishes: readonly (string | null | undefined)[],
  fallback: Language,
): Language => {
  for (const wish of wishes) {
    const tag = wish?.toLowerCase() ?? ''
    if (/^ja\b/.test(tag)) return 'ja'
    if (/^en\b/.test(tag)) return 'en'
  }
  return fallback
}
