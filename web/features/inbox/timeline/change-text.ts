import type { TFunction } from 'i18next'
import type { Actor, Change } from '../../../api/types.ts'

type Names = Map<string, { name: string }>

/** What changes name by id. */
export interface Directory {
  agents: Names
  teams: Names
  inboxes: Names
}

function valueOf(t: TFunction<'inbox'>, names: Directory, kind: Change['kind'], value: string): string {
  switch (kind) {
    case 'status':
      return t(`words:status.${value}`)
    case 'priority':
      return t(`words:priority.${value}`)
    case 'assigned':
      return names.agents.get(value)?.name ?? t('words:someone')
    case 'team':
      return names.teams.get(value)?.name ?? t('words:deleted.team')
    case 'moved':
      return names.inboxes.get(value)?.name ?? t('words:deleted.inbox')
    default:
      return value
  }
}

/** A change as a sentence: 佐藤さんが担当を鈴木さんに変更. What was deleted since is named as such, never by its id. */
export function changeText(t: TFunction<'inbox'>, names: Directory, change: Change): string {
  const { kind, actor, from, to } = change
  const nameOf = ({ kind: whose, name }: Actor) =>
    whose === 'system' ? t('words:system') : t('change.person', { name })
  const who = nameOf(actor)
  if (kind === 'returned')
    return t('change.returned', { name: names.agents.get(from ?? '')?.name ?? t('words:someone') })
  if (kind === 'assigned' && to !== null && to === actor.id) return t('change.assignedSelf', { who })
  if (kind === 'assigned' && to === null) return t('change.unassigned', { who })
  if (kind === 'team' && to === null) return t('change.teamRemoved', { who })
  const value = kind === 'untagged' ? (from ?? to) : to
  return t(`change.${kind}`, {
    who,
    to: value === null ? t('words:nobody') : valueOf(t, names, kind, value),
  })
}
