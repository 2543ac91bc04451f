import type { TFunction } from 'i18next'
import type { Output } from '../../../api/types.ts'
import { listOf } from '../../../ui/list-of.ts'

type RoutingOf = Output<'routing.getRouting'>
export type Place = NonNullable<RoutingOf['place']>
export type Routed = RoutingOf['routings'][number]
type Why = NonNullable<Routed['why']>

/** How it is said, and what things are called that are kept by id. */
export interface Manner {
  t: TFunction<'routing'>
  locale: string
  /** Undefined where it was removed since. */
  skillName(skillId: string): string | undefined
  /** Seconds as a length: 12分. */
  length(seconds: number): string
}

const languageName = (code: string, { locale }: Manner) =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code

/** Where a conversation waits, in sentences: its place, how long it may take, and why nobody has it yet. */
export function placeWords(place: Place, manner: Manner): string[] {
  const { t, length } = manner
  const { queue, position, expectedSeconds, nobody } = place
  const where = position === 1 ? t('place.first', { queue }) : t('place.nth', { queue, position })
  const expected =
    nobody === 'by-hand'
      ? []
      : [
          expectedSeconds === null
            ? t('expected.unknown')
            : expectedSeconds < 60
              ? t('expected.soon')
              : t('expected.about', { length: length(Math.ceil(expectedSeconds / 60) * 60) }),
        ]
  return [where, t(`nobody.${nobody ?? 'soon'}`), ...(nobody === null ? [] : expected)]
}

const loadWords = ({ load, capacity }: Why, { t, locale }: Manner) =>
  t('load', { load: load.toLocaleString(locale), capacity: capacity.toLocaleString(locale) })

/** What was asked for that they have: skills with their level, and the customer's language. */
function fittingWords({ skills, language }: Why, manner: Manner): string | undefined {
  const { t, locale, skillName } = manner
  const names = skills.map(({ skillId, level }) =>
    t('skill', { name: skillName(skillId) ?? t('skillGone'), level }),
  )
  const all = language === null ? names : [...names, languageName(language, manner)]
  return all.length === 0 ? undefined : listOf(all, locale)
}

/** What decided, in a sentence: 3人のうち最も余裕があったため（負荷 3/8）. */
function decidedWords(why: Why, manner: Manner): string {
  const { t } = manner
  const values = { able: why.able, load: loadWords(why, manner) }
  if (why.by === 'skills')
    return t('by.skills', { ...values, fitting: fittingWords(why, manner) ?? t('skillGone') })
  return t(`by.${why.by}`, values)
}

/** Why somebody got a conversation, in sentences: what decided first, then what else counted. */
export function whyWords(why: Why, manner: Manner): string[] {
  const { t } = manner
  const fitting = why.by === 'skills' ? undefined : fittingWords(why, manner)
  return [
    decidedWords(why, manner),
    ...(why.here > why.able ? [t('ofHere', { here: why.here, able: why.able })] : []),
    ...(fitting === undefined ? [] : [t('fits', { fitting })]),
    ...(why.overflow ? [t('overflow')] : []),
    t('counts', { count: why.points }),
  ]
}

/** How a conversation left a queue, in a line; whoever got it is called by their name, or "you". */
export function routedWords(routed: Routed, name: string | undefined, manner: Manner): string {
  const { t, length } = manner
  const { queue, agentId, why, since, at } = routed
  const seconds = (Date.parse(at) - Date.parse(since)) / 1000
  const waited = seconds < 60 ? t('waited.short') : t('waited.long', { length: length(seconds) })
  if (agentId === null) return t('left.nobody', { queue })
  const values = { queue, waited, name: name ?? t('words:someone') }
  return t(why === null ? 'left.byHand' : 'left.given', values)
}
