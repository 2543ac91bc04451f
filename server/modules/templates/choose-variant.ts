import type { Variant } from './contract.ts'

const primary = (language: string): string => language.toLowerCase().split('-', 1)[0] as string

/** How a language is written: 繁體 of zh-TW is not read by those who read 简体. */
const scriptOf = (language: string): string | undefined => {
  try {
    return new Intl.Locale(language).maximize().script
  } catch {
    // What is kept of a customer may be no language.
    return undefined
  }
}

/**
 * The variant for readers of these languages, the most wanted first: in that language with its region, else without it,
 * else of another region, in each case rather in the same script. Where none fits, the first one.
 */
export const chooseVariant = (variants: readonly Variant[], wanted: readonly (string | null)[]): Variant => {
  for (const language of wanted) {
    if (!language) continue
    const near = variants.filter((one) => primary(one.language) === primary(language))
    const sameScript = near.filter((one) => scriptOf(one.language) === scriptOf(language))
    const among = sameScript.length > 0 ? sameScript : near
    const found =
      among.find((one) => one.language.toLowerCase() === language.toLowerCase()) ??
      among.find((one) => one.language.toLowerCase() === primary(language)) ??
      among[0]
    if (found) return found
  }
  return variants[0] as Variant
}
