import { searchText } from '../../../kernel/search-text.ts'
import { headLines } from './own-words.ts'
import { isPersonal, mayBeCalled, partsOf, scriptOf } from './names.ts'
import type { Warning } from './warning.ts'

/** Of whom and of what a talk is, as far as it is known. */
export interface Talk {
  /** Names of those who are written to, in every form that is known; empty where somebody among them has none. */
  names: readonly string[]
  /** What was said in it so far, with its subject and the names of its writers. */
  heard: string
  /** Names of our own people and brands. */
  ours: readonly string[]
}

const TITLED =
  /^([^、。,!！?？:：;「」『』()（）【】[\]<>@/\d]{1,40}?)[ 　]*(様|さま|さん|殿|先生)(?=$|[ 　、。,.!！:：・])/u
/** Kanji with kana behind them, or kana alone: not a phrase. */
const JAPANESE_NAME =
  /^(?:[\p{Script=Han}々ヶケノ]{1,6}[\p{Script=Hiragana}]{0,4}|\p{Script=Hiragana}{2,8}|[\p{Script=Katakana}ー・]{2,20})$/u
/** Where somebody works, and as what. */
const IS_PLACE = /..(?:部|課|係|店|室|科|局|会|社)$|.長$|担当$|窓口$/u
/** 仕様 and 皆様 are words; so is たくさん. */
const NO_NAME =
  /(?:^(?:多|一|異|有|外|左|今|何|王|貴|神|仏|奥|若|たく|お子|お母|お父|お嬢|お連れ|おかげ|お陰|ご主人|旦那)$|[仕同模皆客諸各両別屋員]$|担当者?$|(?:総務|営業|経理|人事|広報|企画|管理|購買|開発|製造|物流|法務|業務)部$|ご?本人$|関係者$|皆さん$|みな$|みんな$|会員$|購入者$|利用者$|契約者$|会社$|ユーザー$|スタッフ$|オーナー$|メーカー$|店長$|お客$)/u

const GREETED =
  /^(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|[Gg]ood (?:morning|afternoon|evening))(?: again)?[ ,]+(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? +)?((?:\p{L}[\p{L}'’-]*)(?: +\p{Lu}[\p{L}'’-]*){0,3})(?=\s*(?:[,!:;。、–—-]|\.(?:\s|$)|$))/u
const NOBODY =
  /\b(?:all|there|team|everyone|everybody|sir|sirs|madam|folks|friends?|customers?|guest|user|valued|again|both|guys|ladies|gentlemen|or|and|service|support|store|shop|member|whom|colleagues?)\b/i

/** The name by which a line addresses somebody; undefined where it does not, or nobody in particular. */
const calledIn = (line: string): string | undefined => {
  const [, titled] = TITLED.exec(line) ?? []
  if (titled !== undefined) {
    const words = titled.split(/[ 　]+/).filter((word) => word !== '')
    const last = words.at(-1) ?? ''
    if (!JAPANESE_NAME.test(last) || NO_NAME.test(last)) return undefined
    return words
      .slice(-2)
      .filter((word, at, all) => JAPANESE_NAME.test(word) && (at === all.length - 1 || !IS_PLACE.test(word)))
      .join(' ')
  }
  const [, greeted] = GREETED.exec(line) ?? []
  if (greeted === undefined || NOBODY.test(greeted)) return undefined
  return greeted.replace(/[- ](?:san|sama)$/i, '')
}

const isHeard = (called: string, { heard, ours }: Talk): boolean => {
  const parts = partsOf(called)
  const said = searchText(heard).replaceAll(' ', '')
  // One character stands in many words.
  const forms = [parts.join(''), parts[0] ?? ''].filter((form) => form.length > 1)
  return forms.some((form) => said.includes(form)) || ours.some((name) => mayBeCalled(name, called))
}

/**
 * Somebody is addressed at the head of the text who is not written to: 田中様 to 山田 花子, “Dear Tom” to Anna. Only names in
 * the same letters are compared; whoever was named in the talk, and our own people, may be addressed.
 */
export const checkName = (text: string, talk: Talk): Warning[] => {
  const names = talk.names.filter(isPersonal)
  if (names.length === 0 || names.length < talk.names.length) return []
  for (const line of headLines(text, 5)) {
    const called = calledIn(line)
    if (called === undefined) continue
    const comparable = names.filter((name) => scriptOf(name) === scriptOf(called))
    if (comparable.length === 0 || names.some((name) => mayBeCalled(name, called))) return []
    return isHeard(called, talk)
      ? []
      : [{ code: 'wrong-name', quote: line.slice(0, 60), about: comparable[0] ?? '' }]
  }
  return []
}

/** The customer's name stands at the head, in Japanese, with nothing behind it: no 様, さん, 先生. */
export const checkHonorific = (text: string, talk: Talk): Warning[] => {
  const lines = headLines(text, 3)
  for (const name of talk.names.filter(isPersonal)) {
    const parts = partsOf(name)
    if (scriptOf(name) === 'latin' || talk.ours.some((own) => mayBeCalled(own, parts[0] ?? ''))) continue
    const whole = parts.join('')
    const forms = [whole, parts.toReversed().join(''), ...(parts.length > 1 ? [parts[0] ?? ''] : [])].filter(
      (form) => form.length >= 2,
    )
    const bare = lines.find((line) => {
      const [first = ''] = searchText(line).split(/[、,:。]/)
      return forms.includes(first.replaceAll(' ', ''))
    })
    if (bare !== undefined) return [{ code: 'no-honorific', quote: bare.slice(0, 60), about: name }]
  }
  return []
}
