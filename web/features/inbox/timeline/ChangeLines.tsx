import { useTranslation } from 'react-i18next'
import type { Actor, Change } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Message.module.css'

/** A change as a sentence: 佐藤さんが担当者を鈴木さんに変更しました. */
function useChangeText(): (change: Change) => string {
  const { t } = useTranslation('inbox')
  const agents = useAgents()
  const teams = useTeams()
  const tags = useTags()
  const inboxes = useInboxes()
  const nameOf = (actor: Actor) =>
    actor.kind === 'system' ? t('words:system') : t('change.person', { name: actor.name })
  const valueOf = (kind: Change['kind'], value: string | null): string => {
    if (value === null) return t('words:nobody')
    switch (kind) {
      case 'status':
        return t(`words:status.${value}`)
      case 'priority':
        return t(`words:priority.${value}`)
      default:
        return (
          agents.get(value)?.name ??
          teams.get(value)?.name ??
          tags.get(value)?.name ??
          inboxes.get(value)?.name ??
          value
        )
    }
  }
  return (change) => {
    const { kind, actor, from, to } = change
    const values = { who: nameOf(actor), from: valueOf(kind, from), to: valueOf(kind, to) }
    if (kind === 'assigned' && to !== null && to === actor.id) return t('change.assignedSelf', values)
    if ((kind === 'assigned' || kind === 'team') && to === null) return t('change.unassigned', values)
    if (kind === 'untagged') return t('change.untagged', { ...values, to: valueOf(kind, from ?? to) })
    return t(`change.${kind}`, values)
  }
}

/** Changes that followed each other: who did what, in one quiet line each. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const textOf = useChangeText()
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.id}>
          {textOf(change)} · <Time at={change.at} form="clock" />
        </li>
      ))}
    </ul>
  )
}
