import { searchVariants } from './search-text-variants.ts'

/** Ask for a form of the character before them; a search asks for the character. */
const SELECTORS = /[\u180b-\u180d\ufe00-\ufe0f]|\udb40[\udd00-\uddef]/g
const SPACE = 0x20
const HYPHEN = 0x2d
/** ー */
const LONG = 0x30fc
/** 々 */
const AGAIN = 0x3005
/** Drawn for ー where they stand behind kana, besides hyphens: ~ 〜 〰 ─ ━ */
const LIKE_LONG: ReadonlySet<number> = new Set([HYPHEN, 0x7e, 0x301c, 0x3030, 0x2500, 0x2501])

/** What each UTF-16 unit is in a search. */
const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  const character = String.fromCharCode(unit)
  if (/[\s\0]/.test(character)) return SPACE
  if (/[\u2010-\u2015\u2212\ufe58]/.test(character)) return HYPHEN
  // ァ to ヶ, ヽ and ヾ have a hiragana 0x60 below.
  if (/[\u30a1-\u30f6\u30fd\u30fe]/.test(character)) return unit - 0x60
  return searchVariants.get(character)?.charCodeAt(0) ?? unit
})
/** 1 where it matters what stands before. */
const depends = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  unit === SPACE || unit === AGAIN || unit === LONG || LIKE_LONG.has(unit) ? 1 : 0,
)
const beyond = new Map([...searchVariants].filter(([character]) => character.length > 1))
const BEYOND = new RegExp([...beyond.keys()].join('|'), 'g')
/** Most texts have neither selectors nor characters outside the basic plane. */
const IS_RARE = /[\ud840-\udbff]|[\u180b-\u180d\ufe00-\ufe0f]/

const isKana = (unit: number): boolean =>
  (unit >= 0x3041 && unit <= 0x3096) ||
  (unit >= 0x309d && unit <= 0x309f) ||
  (unit >= 0x30a1 && unit <= 0x30ff && unit !== 0x30fb) ||
  (unit >= 0x31f0 && unit <= 0x31ff)

const isHan = (unit: number): boolean =>
  (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff)

/**
 * A text, or a part of it, with what looks alike made the same, as far as that depends on nothing around it. The rest
 * is done by `foldUnit`.
 */
export const prepareSearchText = (text: string): string => {
  if (!IS_RARE.test(text)) return text.normalize('NFKC').toLowerCase()
  return text
    .replace(SELECTORS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(BEYOND, (character) => beyond.get(character) as string)
}

/** What stands for a UTF-16 unit of a prepared text in a search, behind `last`; 0: nothing does. */
export const foldUnit = (unit: number, last: number): number => {
  const folded = units[unit] as number
  if (depends[folded] === 0) return folded
  if (folded === SPACE) return last === SPACE ? 0 : SPACE
  if (folded === AGAIN) return isHan(last) ? last : AGAIN
  if (last === LONG) return 0
  return isKana(last) ? LONG : folded
}

/** Room for a text as it is folded: making one for every text took longer than folding it. */
let room = Buffer.alloc(65_536)

/**
 * A text as it is searched: NFKC (half-width kana become full, full-width letters half), lower case, katakana folded
 * to hiragana, characters of one group (髙 高) to one, 々 to what it repeats, one kind of hyphen, marks that are drawn
 * for ー to ー, single spaces. What becomes of a character depends on those before it at most.
 */
export const searchText = (text: string): string => {
  const prepared = prepareSearchText(text)
  if (room.length < prepared.length * 2) room = Buffer.alloc(prepared.length * 2)
  const folded = new Uint16Array(room.buffer, room.byteOffset, room.length / 2)
  let length = 0
  let last = SPACE
  for (let at = 0; at < prepared.length; at += 1) {
    const unit = foldUnit(prepared.charCodeAt(at), last)
    if (unit === 0) continue
    folded[length] = unit
    length += 1
    last = unit
  }
  return room.toString('utf16le', 0, 2 * (last === SPACE && length > 0 ? length - 1 : length))
}

/** In a question: here ー may stand or not. Of the private use area, so that it is never part of a text. */
export const OPTIONAL_LONG = '\ue002'

/** A word in katakana as it is typed, with all that may be drawn for ー. */
const KATAKANA_WORD =
  /[\u30a1-\u30fa\u30fd\u30fe][\u30a1-\u30fa\u30fc-\u30fe\-~\u2010-\u2015\u2212\u301c\u3030\u2500\u2501]*/g
const LONG_END = /[\u30fc\-~\u2010-\u2015\u2212\u301c\u3030\u2500\u2501]+$/
/** Shorter words are others with ー at their end than without it: コート, タワー, キー. */
const SHORTEST_WORD = 3

/**
 * A question as it is compared with texts: folded as they are, and with `OPTIONAL_LONG` where a word in katakana ends,
 * since サーバー is also written サーバ.
 */
export const searchQuestion = (typed: string): string =>
  searchText(
    prepareSearchText(typed.replaceAll(OPTIONAL_LONG, '')).replace(KATAKANA_WORD, (word) => {
      const stem = word.replace(LONG_END, '')
      return stem.length < SHORTEST_WORD ? word : stem + OPTIONAL_LONG
    }),
  )
