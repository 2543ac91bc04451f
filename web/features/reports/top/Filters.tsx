import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { brandsQuery } from '../../../api/reads/settings.ts'
import { useAgents, useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Choice } from '../Choice.tsx'
import { useChannelNames } from '../use-channel-names.ts'
import { beginners, type BoardSearch } from '../search.ts'
import type { Board } from '../use-board.ts'
import classes from './Top.module.css'

type Field = 'inboxId' | 'channel' | 'brandId' | 'teamId' | 'agentId' | 'openedBy'
const fields: readonly Field[] = ['brandId', 'channel', 'inboxId', 'teamId', 'agentId', 'openedBy']

/** How many ways the figures are narrowed down, time counted otherwise among them. */
export const narrowedBy = (search: BoardSearch): number =>
  [...fields, 'basis' as const].filter((field) => search[field] !== undefined).length

interface Props {
  label: string
  all: string
  none?: string | undefined
  items: readonly { id: string; name: string }[]
  value: string | undefined
  onChoose(id: string | undefined): void
}

function Narrow({ label, all, none, items, value, onChoose }: Props) {
  return (
    <select
      className={classes.select}
      aria-label={label}
      data-on={value !== undefined || undefined}
      value={value ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
    >
      <option value="">{all}</option>
      {none ? <option value="none">{none}</option> : null}
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** Narrows all figures down, and chooses how time is counted. */
export function Filters({ board: { search, question, change }, timed }: { board: Board; timed: boolean }) {
  const { t } = useTranslation('reports')
  const inboxes = [...useInboxes().values()]
  const channels = useChannelNames()
  const lists: Record<Field, readonly { id: string; name: string }[]> = {
    inboxId: inboxes,
    channel: [...new Set(inboxes.map(({ channel }) => channel))].map((id) => ({ id, name: channels(id) })),
    brandId: useQuery(brandsQuery).data ?? [],
    teamId: [...useTeams().values()],
    agentId: [...useAgents().values()],
    openedBy: beginners.map((id) => ({ id, name: t(`openedBy.${id}`) })),
  }
  const narrow = (part: Partial<BoardSearch>) => change({ ...part, part: undefined })
  const narrowed = fields.some((field) => search[field] !== undefined)
  return (
    <>
      <div className={classes.filters}>
        {fields
          .filter((field) => lists[field].length > 1 || search[field] !== undefined)
          .map((field) => (
            <Narrow
              key={field}
              label={t(`filter.${field}`)}
              all={t(`all.${field}`)}
              none={field === 'teamId' ? t('noTeam') : field === 'agentId' ? t('nobody') : undefined}
              items={lists[field]}
              value={search[field]}
              onChoose={(id) => narrow({ [field]: id })}
            />
          ))}
        {narrowed ? (
          <button
            type="button"
            className={classes.clear}
            onClick={() => narrow(Object.fromEntries(fields.map((field) => [field, undefined])))}
          >
            <X size={13} aria-hidden="true" />
            {t('filter.clear')}
          </button>
        ) : null}
      </div>
      {timed ? (
        <Choice
          label={t('basis.label')}
          items={(['calendar', 'business'] as const).map((id) => ({ id, text: t(`basis.${id}`) }))}
          value={question.basis ?? 'calendar'}
          onChoose={(basis) => change({ basis: basis === 'business' ? basis : undefined })}
        />
      ) : null}
    </>
  )
}
