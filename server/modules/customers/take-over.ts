import { searchText } from '../../kernel/search-text.ts'
import type { Attributes } from './check-attributes.ts'

/** A customer's fields that a merge may fill. */
export interface Fields {
  name: string
  named: boolean
  kana: string | null
  language: string | null
  attributes: Attributes
}

/** What a survivor took over; of the name with the stand-in that stood there before. */
export interface Taken {
  name?: { from: string; to: string }
  kana?: string
  language?: string
  attributes?: Attributes
}

const MOST = 100

/** The same name, however it is spaced and written. */
export const foldedName = (name: string): string => searchText(name).replaceAll(' ', '')

/**
 * What the survivor takes over from the merged customer: only what it lacks. A reading belongs to its name, so it comes
 * with the name or fits the one that is there.
 */
export const takeOver = (survivor: Fields, merged: Fields): Taken => {
  const name = !survivor.named && merged.named
  const isSameName = name || foldedName(survivor.name) === foldedName(merged.name)
  const room = MOST - Object.keys(survivor.attributes).length
  const attributes = Object.entries(merged.attributes)
    .filter(([key]) => !Object.hasOwn(survivor.attributes, key))
    .slice(0, Math.max(0, room))
  return {
    ...(name ? { name: { from: survivor.name, to: merged.name } } : {}),
    ...(survivor.kana === null && merged.kana !== null && isSameName ? { kana: merged.kana } : {}),
    ...(survivor.language === null && merged.language !== null ? { language: merged.language } : {}),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  }
}

/** The survivor's fields with what it takes over. */
export const withTaken = <F extends Fields>(survivor: F, taken: Taken): F => ({
  ...survivor,
  ...(taken.name ? { name: taken.name.to, named: true } : {}),
  ...(taken.kana === undefined ? {} : { kana: taken.kana }),
  ...(taken.language === undefined ? {} : { language: taken.language }),
  attributes: { ...survivor.attributes, ...taken.attributes },
})

/** A field that somebody changed, as the history of changes names it. */
export interface ChangedField {
  kind: string
  subject: string | null
}

/** What of `taken` still stands as it came, and that nobody touched: the part that an undo takes back. */
export const untouched = (survivor: Fields, taken: Taken, changed: readonly ChangedField[]): Taken => {
  const isFree = (kind: string, subject: string | null = null): boolean =>
    !changed.some((one) => one.kind === kind && one.subject === subject)
  const attributes = Object.entries(taken.attributes ?? {}).filter(
    ([key, value]) => isFree('attribute', key) && survivor.attributes[key] === value,
  )
  return {
    ...(taken.name && isFree('name') && survivor.name === taken.name.to ? { name: taken.name } : {}),
    ...(taken.kana !== undefined && isFree('kana') && survivor.kana === taken.kana
      ? { kana: taken.kana }
      : {}),
    ...(taken.language !== undefined && isFree('language') && survivor.language === taken.language
      ? { language: taken.language }
      : {}),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  }
}

/** The survivor's fields without what it gives back. */
export const withoutTaken = <F extends Fields>(survivor: F, given: Taken): F => ({
  ...survivor,
  ...(given.name ? { name: given.name.from, named: false } : {}),
  ...(given.kana === undefined ? {} : { kana: null }),
  ...(given.language === undefined ? {} : { language: null }),
  attributes: Object.fromEntries(
    Object.entries(survivor.attributes).filter(([key]) => !Object.hasOwn(given.attributes ?? {}, key)),
  ),
})

/** What another merge fills in of the fields that were just given back, and of no others. */
export const fillAgain = (survivor: Fields, merged: Fields, given: Taken): Taken => {
  const taken = takeOver(survivor, merged)
  const attributes = Object.entries(taken.attributes ?? {}).filter(([key]) =>
    Object.hasOwn(given.attributes ?? {}, key),
  )
  return {
    ...(given.name && taken.name ? { name: taken.name } : {}),
    ...(given.kana !== undefined && taken.kana !== undefined ? { kana: taken.kana } : {}),
    ...(given.language !== undefined && taken.language !== undefined ? { language: taken.language } : {}),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  }
}
