import type { ReactNode } from 'react'

/** One thing to choose. */
export interface PickItem {
  id: string
  label: string
  /** Quiet words behind the label. */
  detail?: string | undefined
  icon?: ReactNode
  /** A sign behind all words. */
  end?: ReactNode
  chosen?: boolean | undefined
  /** More words under which it is found: kana, an address. */
  words?: string | undefined
  /** A line above sets it apart from what is before. */
  apart?: boolean | undefined
}

/** The items with these ids before the others, both in their order. */
export const firstOf = <T extends { id: string }>(
  items: readonly T[],
  ids: ReadonlySet<string | null>,
): T[] => [...items.filter(({ id }) => ids.has(id)), ...items.filter(({ id }) => !ids.has(id))]

const katakana = /[ァ-ヶ]/g

/** Text for comparing: width, case and kana do not matter. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(katakana, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))

/** Items in which every word of the query stands, in their order. */
export function findItems(items: readonly PickItem[], query: string): PickItem[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...items]
  return items.filter((item) => {
    const text = foldText(`${item.label} ${item.detail ?? ''} ${item.words ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}
