import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAgents, useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Imports.module.css'
import type { Mapping, Meaning, useMapping } from './use-mapping.ts'

type Value = Meaning['values'][number]
type Kind = keyof Mapping

const KINDS = [
  ['agent', 'agents'],
  ['team', 'teams'],
  ['inbox', 'inboxes'],
  ['status', 'statuses'],
  ['priority', 'priorities'],
  ['tag', 'tags'],
  ['attribute', 'attributes'],
] as const

const SHOWN = 12
/** Stands for "leave it out". */
const LEFT = '-'

interface Choice {
  value: string
  label: string
}

/** What the words of a kind can be taken for; the first one is what happens by itself. */
const useChoices = (meaning: Meaning): Record<Kind, (word: string) => Choice[]> => {
  const { t } = useTranslation('imports')
  const named = (all: ReadonlyMap<string, { id: string; name: string }>): Choice[] =>
    [...all.values()].map(({ id, name }) => ({ value: id, label: name }))
  const [agents, teams, inboxes] = [named(useAgents()), named(useTeams()), useInboxes()]
  const mail = [...inboxes.values()].filter(
    ({ abilities, state }) => abilities.copies && state !== 'archived',
  )
  const words = (kind: 'status' | 'priority', names: readonly string[]): Choice[] =>
    names.map((name) => ({ value: name, label: t(`${kind}.${name}`) }))
  const byItself = (kind: 'status' | 'priority', own: string | undefined, otherwise: string): Choice => ({
    value: '',
    label: t('asThere', { name: t(`${kind}.${own === 'snoozed' ? 'pending' : (own ?? otherwise)}`) }),
  })
  return {
    agents: () => [{ value: '', label: t('nameOnly') }, ...agents],
    teams: () => [{ value: '', label: t('noTeam') }, ...teams],
    inboxes: () => [
      { value: '', label: t('sameInbox') },
      ...named(new Map(mail.map((one) => [one.id, one]))),
    ],
    statuses: (word) => [
      byItself('status', meaning.statuses[word], 'resolved'),
      ...words('status', ['open', 'pending', 'resolved']),
    ],
    priorities: (word) => [
      byItself('priority', meaning.priorities[word], 'normal'),
      ...words('priority', ['low', 'normal', 'high', 'urgent']),
    ],
    tags: () => [
      { value: '', label: t('sameName') },
      { value: LEFT, label: t('leaveOut') },
    ],
    attributes: () => [
      { value: '', label: t('sameName') },
      { value: LEFT, label: t('leaveOut') },
    ],
  }
}

interface TableProps {
  kind: Kind
  values: readonly Value[]
  choices: (word: string) => Choice[]
  work: ReturnType<typeof useMapping>
}

function Words({ kind, values, choices, work }: TableProps) {
  const { t, i18n } = useTranslation('imports')
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, SHOWN)
  const pick = (word: string, chosen: string) => {
    const value = chosen === '' ? undefined : chosen === LEFT ? null : chosen
    work.change(kind, word, value as never)
  }
  return (
    <Section title={t(`kind.${kind}`)} lead={t(`kindLead.${kind}`)} flush>
      <table className={classes.words}>
        <thead>
          <tr>
            <th scope="col">{t('inFile')}</th>
            <th scope="col">{t('here')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, label, detail, count }) => {
            const kept = work.mapping[kind][value]
            return (
              <tr key={value}>
                <td>
                  {label || value}
                  {detail ? <span className={classes.sample}>{detail}</span> : null}
                  {count > 0 ? (
                    <span className={classes.count}>
                      {' '}
                      {t('times', { n: count.toLocaleString(i18n.language) })}
                    </span>
                  ) : null}
                </td>
                <td>
                  <NativeSelect
                    aria-label={t('meansOf', { name: label || value })}
                    data={choices(value)}
                    value={kept === null && (kind === 'tags' || kind === 'attributes') ? LEFT : (kept ?? '')}
                    onChange={(event) => pick(value, event.currentTarget.value)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {values.length > shown.length ? (
        <div className={classes.more}>
          <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
            {t('showAll', { n: values.length.toLocaleString(i18n.language) })}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}

/** What becomes of the source's agents, teams, statuses and so on. */
export function Meanings({ meaning, work }: { meaning: Meaning; work: ReturnType<typeof useMapping> }) {
  const choices = useChoices(meaning)
  return KINDS.map(([of, kind]) => {
    const values = meaning.values.filter((value) => value.kind === of)
    return values.length === 0 ? null : (
      <Words key={kind} kind={kind} values={values} choices={choices[kind]} work={work} />
    )
  })
}
