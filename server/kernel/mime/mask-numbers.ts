import { isCardNumber, isMyNumber } from './secret-numbers.ts'

/** What was masked in a text: the same text, and how many numbers are not readable in it any more. */
export interface Masked {
  text: string
  count: number
}

/** One run of digits. */
interface Group {
  from: number
  to: number
  digits: string
}

/** Spaces of every width, none among them, as programs and web pages put them between digits. */
const SPACE = String.raw`[ \t\u00a0\u00ad\u2000-\u200d\u202f\u2060\u3000\ufeff]`
/** What may stand between two groups of one number. */
const GAP = new RegExp(`^(?:${SPACE}{1,2}|${SPACE}?[-‐‑‒–—―−－ーｰ]${SPACE}?|[.．・·])$`)
const HYPHEN = /[-‐‑‒–—―−－ーｰ.．・·]/
/** How cards are written on their face; a number without gaps is one group. */
const CARD_SHAPES = [
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
]
const MY_NUMBER_SHAPES = [[12], [4, 4, 4]]
const CARD_WORD =
  /カード|ｶｰﾄﾞ|クレジット|クレカ|デビット|\b(?:card|credit|debit|visa|master|mastercard|jcb|amex|pan)\b/i
/** Words before numbers that are none of a card, however they add up. */
const OTHER_WORD =
  /注文|受注|伝票|追跡|送り状|問い?合わ?せ|配送|荷物|出荷|会員|予約|管理|シリアル|製造|請求|登録|商品|jan|\b(?:order|tracking|invoice|shipment|serial|ref(?:erence)?|parcel|waybill|booking|imei|isbn|ean|item)\b/i
const MY_NUMBER_WORD = /マイ\s?ナンバー|ﾏｲﾅﾝﾊﾞｰ|個人番号|\bmy\s?number\b|\bindividual number\b/i
/** How far before, and behind, a word may stand to speak of a number. */
const BEFORE = 30
const BEHIND = 16

/**
 * Makes numbers of payment cards and the Japanese individual number unreadable, each digit with an asterisk; a card's last
 * four stay. Lengths stay as they are. Full-width digits, and gaps as on a card, are known. A number counts only with the
 * check digit and length of its kind, and, for an individual number, beside its word; one that is called an order's, a
 * parcel's or a member's stays.
 */
export const maskNumbers = (text: string): Masked => {
  const { places, count } = findNumbers(text)
  if (count === 0) return { text, count: 0 }
  return { text: [...cut(text, places)].join(''), count }
}

const cut = function* (text: string, places: readonly number[]): Generator<string> {
  let at = 0
  for (const place of places) {
    yield text.slice(at, place)
    yield '*'
    at = place + 1
  }
  yield text.slice(at)
}

/** Where digits stand that are to be masked, in order, and of how many numbers they are. */
export const findNumbers = (text: string): { places: number[]; count: number } => {
  const places: number[] = []
  let count = 0
  for (const chain of chainsOf(text)) {
    for (let at = 0; at < chain.length; ) {
      const found = numberAt(text, chain, at)
      if (found) {
        count += 1
        places.push(...found.places)
      }
      at += found?.groups ?? 1
    }
  }
  return { places, count }
}

/** Groups of digits that may belong to one number. */
const chainsOf = function* (text: string): Generator<Group[]> {
  let chain: Group[] = []
  for (const { 0: found, index } of text.matchAll(/[0-9０-９]+/g)) {
    const last = chain.at(-1)
    if (last && !(index - last.to <= 3 && GAP.test(text.slice(last.to, index)))) {
      yield chain
      chain = []
    }
    chain.push({ from: index, to: index + found.length, digits: found.normalize('NFKC') })
  }
  if (chain.length > 0) yield chain
}

const numberAt = (
  text: string,
  chain: readonly Group[],
  at: number,
): { places: number[]; groups: number } | undefined => {
  const alone = chain[at] as Group
  const shapes = alone.digits.length >= 12 ? [[alone.digits.length]] : [...CARD_SHAPES, [4, 4, 4]]
  for (const shape of shapes) {
    const groups = chain.slice(at, at + shape.length)
    if (!fits(text, groups, shape) || !standsAlone(text, chain, at, shape)) continue
    const digits = groups.map((group) => group.digits).join('')
    const kept = keptOf(text, groups, digits)
    if (kept === undefined) continue
    const all = groups.flatMap(({ from, to }) => Array.from({ length: to - from }, (_none, n) => from + n))
    return { places: all.slice(0, all.length - kept), groups: groups.length }
  }
  return undefined
}

/** How many of its last digits may be read; undefined where it is no number to be masked. */
const keptOf = (text: string, groups: readonly Group[], digits: string): number | undefined => {
  const [from, to] = [groups[0]?.from ?? 0, groups.at(-1)?.to ?? 0]
  const before = lineBefore(text, from)
  if (digits.length === 12) {
    const shape = groups.map((group) => group.digits.length)
    const isShape = MY_NUMBER_SHAPES.some((one) => one.join() === shape.join())
    const near = `${before} ${text.slice(to, to + BEHIND)}`
    return isShape && MY_NUMBER_WORD.test(near) && isMyNumber(digits) ? 0 : undefined
  }
  if (!isCardNumber(digits)) return undefined
  const called = CARD_WORD.test(before)
  // So are many goods' numbers, and numbers of shops' systems.
  if (digits.length === 13 && !called) return undefined
  return !called && OTHER_WORD.test(before) ? undefined : 4
}

const lineBefore = (text: string, from: number): string => {
  const near = text.slice(Math.max(0, from - BEFORE), from)
  // A label may stand on a line of its own above the number.
  return (
    near
      .replace(/\n\s*$/, ' ')
      .split('\n')
      .at(-1) ?? ''
  )
}

/** One kind of gap throughout, and groups of these lengths. */
const fits = (text: string, groups: readonly Group[], shape: readonly number[]): boolean =>
  groups.length === shape.length &&
  groups.every((group, n) => group.digits.length === shape[n]) &&
  new Set(groups.slice(1).map((group, n) => isHyphen(text, groups[n] as Group, group))).size <= 1

const isHyphen = (text: string, one: Group, next: Group): boolean =>
  HYPHEN.test(text.slice(one.to, next.from))

/** No part of a longer number, of a word, of a web address or of an amount. */
const standsAlone = (
  text: string,
  chain: readonly Group[],
  at: number,
  shape: readonly number[],
): boolean => {
  const first = chain[at] as Group
  const last = chain[at + shape.length - 1] as Group
  const before = chain[at - 1]
  const behind = chain[at + shape.length]
  const second = shape.length > 1 ? chain[at + 1] : undefined
  // What is called a card's number may well be followed by when that ends: four digits more.
  const called = CARD_WORD.test(lineBefore(text, first.from))
  const gap = second && !called ? text.slice(first.to, second.from) : undefined
  if (before && goesOn(text, [before, first], gap)) return false
  // Also behind a hyphen: when it ends, or its code.
  const ends = called && isWhole(shape) && (behind?.digits.length ?? 0) <= 4
  if (behind && !ends && goesOn(text, [last, behind], gap)) return false
  if (
    /(?:[\p{Script=Latin}_#+@]|\p{Script=Latin}[-－])$/u.test(
      text.slice(Math.max(0, first.from - 2), first.from),
    )
  )
    return false
  if (/^[\p{Script=Latin}_@]/u.test(text.slice(last.to, last.to + 1))) return false
  if (/[0-9０-９][.,，．]$/.test(text.slice(Math.max(0, first.from - 2), first.from))) return false
  if (/^[.,，．][0-9０-９]/.test(text.slice(last.to, last.to + 2))) return false
  const token = /\S*$/.exec(text.slice(Math.max(0, first.from - 200), first.from))?.[0] ?? ''
  return !/https?:\/\/|www\./i.test(token)
}

/** As many digits as a card has at least. */
const isWhole = (shape: readonly number[]): boolean => shape.reduce((sum, length) => sum + length, 0) >= 13

/** A neighbour in the same manner: a hyphen, or one more group of four behind the same gap. */
const goesOn = (text: string, [one, next]: readonly [Group, Group], gap: string | undefined): boolean =>
  isHyphen(text, one, next) ||
  (one.digits.length === 4 && next.digits.length === 4 && text.slice(one.to, next.from) === gap)
