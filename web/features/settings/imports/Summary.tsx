import { useTranslation } from 'react-i18next'
import { Section } from '../frame/Section.tsx'
import classes from './Imports.module.css'
import type { Import } from './sources.ts'

interface Figure {
  name: string
  count: number
  /** How many of them are there already, or stay. */
  beside?: string
}

/** Before it is made: how much is new, and how much is there already. */
const found = (
  { counts }: Import,
  t: (key: string, values?: object) => string,
  n: (value: number) => string,
) => {
  const of = (name: string, all: string, there: string): Figure => {
    const known = counts[there] ?? 0
    return {
      name: t(`figure.${name}`),
      count: (counts[all] ?? 0) - known,
      ...(known > 0 ? { beside: t('there', { count: n(known) }) } : {}),
    }
  }
  return [
    of('conversations', 'talks', 'talksFound'),
    of('messages', 'messages', 'messagesFound'),
    of('customers', 'people', 'peopleFound'),
    { name: t('figure.files'), count: counts.files ?? 0 },
  ]
}

const made = (
  { counts }: Import,
  t: (key: string, values?: object) => string,
  n: (value: number) => string,
) => {
  const figures: Figure[] = [
    {
      name: t('figure.conversations'),
      count: counts.conversations ?? 0,
      ...(counts.conversationsExtended
        ? { beside: t('extended', { count: n(counts.conversationsExtended) }) }
        : {}),
    },
    { name: t('figure.messages'), count: counts.messagesMade ?? 0 },
    {
      name: t('figure.customers'),
      count: counts.customers ?? 0,
      ...(counts.customersFound ? { beside: t('matched', { count: n(counts.customersFound) }) } : {}),
    },
  ]
  return figures
}

const taken = (
  { counts }: Import,
  t: (key: string, values?: object) => string,
  n: (value: number) => string,
) => {
  const of = (name: string, gone: string, kept: string): Figure => ({
    name: t(`figure.${name}`),
    count: counts[gone] ?? 0,
    ...(counts[kept] ? { beside: t('stays', { count: n(counts[kept]) }) } : {}),
  })
  return [
    of('conversations', 'conversationsTaken', 'conversationsKept'),
    of('customers', 'customersTaken', 'customersKept'),
  ]
}

/** What would be made, what was made, or what was taken back, in numbers. */
export function Summary({ row, of }: { row: Import; of: 'found' | 'made' | 'taken' }) {
  const { t, i18n } = useTranslation('imports')
  const n = (value: number) => value.toLocaleString(i18n.language)
  const words = (key: string, values?: object): string => t(key, { ...values })
  const figures: Figure[] = { found, made, taken }[of](row, words, n)
  return (
    <Section title={t(`summary.${of}`)} lead={t(`summary.${of}Lead`)}>
      <dl className={classes.figures}>
        {figures.map(({ name, count, beside }) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd>
              {n(count)}
              {beside ? <small>{beside}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
