import type { Field } from './fields.ts'
import type { Language } from './words.ts'

/**
 * Keys of the fields that a page in this language shows for these answers. A field whose condition looks at a field
 * that is not shown is not shown either. The page's own script follows the same rule.
 */
export const shownFields = (
  fields: readonly Field[],
  language: Language,
  answers: Readonly<Record<string, string>>,
): Set<string> => {
  const shown = new Set<string>()
  for (const { key, showWhen, languages } of fields) {
    if (languages && !languages.includes(language)) continue
    const answer = showWhen && shown.has(showWhen.field) ? answers[showWhen.field] : undefined
    if (!showWhen || (answer !== undefined && showWhen.equals.includes(answer))) shown.add(key)
  }
  return shown
}
