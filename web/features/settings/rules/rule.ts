import type { TFunction } from 'i18next'
import type { Action } from '../../../api/reads/macros.ts'
import type { Rule } from '../../../api/reads/rules.ts'
import type { Output } from '../../../api/types.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { unitText } from '../../../ui/time/length.ts'

export type Triggers = Output<'automations.listTriggers'>
export type Step = Rule['steps'][number]
export type When = Rule['when']
/** What of a rule can be changed. */
export type RuleDraft = Pick<Rule, 'name' | 'enabled' | 'when' | 'applies' | 'steps' | 'stops'>

/** What a new rule begins with. */
export const blank: RuleDraft = {
  name: '',
  enabled: true,
  when: { events: ['message.received'] },
  applies: null,
  steps: [],
  stops: false,
}

/** The part of a rule that can be changed. */
export const draftOf = ({ name, enabled, when, applies, steps, stops }: Rule): RuleDraft => ({
  name,
  enabled,
  when,
  applies,
  steps,
  stops,
})

const sizes = { minutes: 'minute', hours: 'hour', days: 'day' } as const

/** When a rule answers, in words: お客様からメッセージが届いたとき. */
export function whenWords(when: When, triggers: Triggers, t: TFunction<'rules'>, locale: string): string {
  const nameOf = (all: Triggers['events'], name: string) => {
    const found = all.find((one) => one.name === name)
    return found ? inLanguage(found.title, locale) : t('gone')
  }
  if ('events' in when) {
    const names = when.events.map((name) => nameOf(triggers.events, name))
    return names.length === 0
      ? t('missing')
      : new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)
  }
  const { amount, unit } = when.after
  const time = Number.isFinite(amount) ? unitText(locale, amount, sizes[unit]) : t('missing')
  return t('whenMoment', { moment: nameOf(triggers.moments, when.moment), time })
}

/** The value of a field, in words; a long text is cut. */
function fieldWords(value: unknown, choices: Action['fields'][number]['choices'], locale: string): string {
  const name = (one: unknown): string => {
    const written =
      typeof one === 'string' ? one : one === undefined || one === null ? '' : JSON.stringify(one)
    const title = choices?.[written]
    return title ? inLanguage(title, locale) : written
  }
  const text = Array.isArray(value) ? listOf(value.map(name), locale) : name(value)
  const [line = ''] = text.split('\n')
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

/** What a step does, in words: 優先度を変更する：緊急. */
export function stepWords(
  step: Step,
  actions: readonly Action[],
  t: TFunction<'rules'>,
  locale: string,
): string {
  const action = actions.find(({ name }) => name === step.action)
  if (!action) return t('gone')
  const values = action.fields
    .map(({ path, choices }) => fieldWords(step.fields[path], choices, locale))
    .filter(Boolean)
  const title = inLanguage(action.title, locale)
  return values.length === 0 ? title : t('stepWith', { title, values: values.join(' ') })
}

interface Property {
  type?: string
  minLength?: number
  minItems?: number
  format?: string
  minimum?: number
  maximum?: number
}

const isFilled = (value: unknown, shape: Property): boolean => {
  if (Array.isArray(value)) return value.length >= (shape.minItems ?? 0)
  if (typeof value === 'number')
    return value >= (shape.minimum ?? -Infinity) && value <= (shape.maximum ?? Infinity)
  const text = typeof value === 'string' ? value.trim() : ''
  return (
    text !== '' || (shape.type === 'string' && shape.minLength === undefined && shape.format === undefined)
  )
}

/** The place of the first step that is not filled in, counted from one; undefined where all are, or none is known yet. */
export function openStep(steps: readonly Step[], actions: readonly Action[]): number | undefined {
  const at = steps.findIndex((step) => {
    const action = actions.find(({ name }) => name === step.action)
    const shapes = (action?.schema['properties'] ?? {}) as Record<string, Property>
    return action?.fields.some(({ path }) => !isFilled(step.fields[path], shapes[path] ?? {}))
  })
  return at < 0 ? undefined : at + 1
}
