import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.tsx'
import { conditionsOf, filterOf, type FilterSearch } from '../filter.ts'
import type { ViewLine } from '../views/use-views.ts'
import classes from './ListPane.module.css'

const SaveView = lazy(() => import('./SaveView.tsx'))

function useConditionText(): (filter: Filter, name: keyof Filter) => string {
  const { t } = useTranslation('inbox')
  const agents = useAgents()
  const inboxes = useInboxes()
  const tags = useTags()
  const teams = useTeams()
  return (filter, name) => {
    switch (name) {
      case 'inboxId':
        return inboxes.get(filter.inboxId ?? '')?.name ?? t('filter.inbox')
      case 'assigneeId':
        return agents.get(filter.assigneeId ?? '')?.name ?? t('filter.assignee')
      case 'tagId':
        return tags.get(filter.tagId ?? '')?.name ?? t('filter.tag')
      case 'teamId':
        return teams.get(filter.teamId ?? '')?.name ?? t('filter.team')
      case 'priority':
        return t('filter.priorityIs', { name: t(`words:priority.${filter.priority ?? 'normal'}`) })
      case 'waiting':
        return t('filter.waiting')
      default:
        return t('filter.customer')
    }
  }
}

interface Props {
  search: FilterSearch
  view: ViewLine | undefined
  /** The filter is no longer that of the saved view. */
  changed: boolean
}

/** The conditions that narrow the list, each to be taken away; and the way to keep them as a view. */
export const Chips = memo(function Chips({ search, view, changed }: Props) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const textOf = useConditionText()
  const filter = filterOf(search)
  const line = changed ? undefined : view
  const conditions = line && !search.saved ? [] : conditionsOf(filter)
  if (conditions.length === 0 && line) return null
  return (
    <div className={classes.chips}>
      {conditions.map((name) => (
        <button
          key={name}
          type="button"
          className={classes.chip}
          aria-label={t('filter.remove', { name: textOf(filter, name) })}
          onClick={() => void navigate({ to: '.', search: { ...search, [name]: undefined } as never })}
        >
          <span>{textOf(filter, name)}</span>
          <X size={13} aria-hidden="true" />
        </button>
      ))}
      {filter.status === 'open' || line ? null : (
        <button
          type="button"
          className={classes.chip}
          aria-label={t('filter.remove', { name: t('filter.status') })}
          onClick={() => void navigate({ to: '.', search: { ...search, status: undefined } as never })}
        >
          <span>{filter.status === 'any' ? t('filter.anyStatus') : t(`words:status.${filter.status}`)}</span>
          <X size={13} aria-hidden="true" />
        </button>
      )}
      <Suspense>{line ? null : <SaveView search={search} changed={changed ? view : undefined} />}</Suspense>
    </div>
  )
})
