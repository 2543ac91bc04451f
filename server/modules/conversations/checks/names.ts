import { searchText } from '../../../kernel/search-text.ts'

const COMPANY =
  /株式会社|有限会社|合同会社|合資会社|[（(]株[）)]|[（(]有[）)]|㈱|㈲|法人|協会|組合|事務所|商店|商会|\b(?:inc|llc|ltd|corp|co|gmbh|company|store|shop)\b/i

type Script = 'han' | 'kana' | 'latin'

/** Which letters a name is written in: two names in different ones can't be compared. */
export const scriptOf = (name: string): Script | undefined => {
  if (/\p{Script=Han}/u.test(name)) return 'han'
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return 'kana'
  return /\p{Script=Latin}/u.test(name) ? 'latin' : undefined
}

/** The words of a name, folded as searches fold them. */
export const partsOf = (name: string): string[] =>
  searchText(name)
    .split(/[ ・,.、]+/)
    .filter((part) => part !== '')

/** A name that a person may be addressed by: no company's, no mail address, nothing that has no letters. */
export const isPersonal = (name: string): boolean =>
  scriptOf(name) !== undefined && !COMPANY.test(name) && !name.includes('@') && !/\d/.test(name)

const isPrefix = (one: string, two: string): boolean =>
  one.length >= 3 && two.length >= 3 && (one.startsWith(two) || two.startsWith(one))

/** True if somebody of this name may be addressed so: by the whole name, the family's or the given one. */
export const mayBeCalled = (name: string, called: string): boolean => {
  const [parts, words] = [partsOf(name), partsOf(called)]
  if (scriptOf(name) === 'latin')
    return words.some((word) => parts.some((part) => part === word || isPrefix(part, word)))
  const whole = parts.join('')
  const wanted = words.join('')
  if (wanted === '' || whole === '') return false
  if (parts.length > 1) {
    const forms = [whole, parts.toReversed().join('')]
    return forms.includes(wanted) || (words.length === 1 && parts.includes(wanted))
  }
  // Nothing says where the family name ends.
  return [wanted, ...words].some(
    (one) => whole.startsWith(one) || whole.endsWith(one) || one.startsWith(whole),
  )
}
