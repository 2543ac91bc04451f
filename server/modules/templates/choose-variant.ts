import type { Variant } from './contract.ts'

const primary = (language: string): string => language.toLowerCase().split('-', 1)[0] as string

/**
 * The variant for readers of these languages, the most wanted first: in that language with its region, else without it,
 * else of another region. Where none fits, the first one.
 */
export const chooseVariant = (variants: readonly Variant[], wanted: readonly (string | null)[]): Variant => {
  for (const language of wanted) {
    if (!language) continue
    const found =
      variants.find((one) => one.language.toLowerCase() === language.toLowerCase()) ??
      variants.find((one) => one.language.toLowerCase() === primary(language)) ??
      variants.find((one) => primary(one.language) === primary(language))
    if (found) return found
  }
  return variants[0] as Variant
}
