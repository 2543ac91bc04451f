import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { peopleHereQuery } from '../../api/reads/presence.ts'
import { cx } from '../../ui/cx.ts'
import classes from './Presence.module.css'
import { PresenceIcon } from './PresenceIcon.tsx'
import { lookOf, presenceWords } from './presence-words.ts'

interface Props {
  agentId: string
  /** Where it stands in a line of its own, with room for the reason. */
  whole?: boolean
}

/** What somebody does, in a list of people: a sign and a word. Nothing until it is known, and of bots. */
export default function Here({ agentId, whole = false }: Props) {
  const { t } = useTranslation('presence')
  const presence = useQuery(peopleHereQuery).data?.find((one) => one.agentId === agentId)
  if (!presence) return null
  const look = lookOf(presence)
  const words = presenceWords(t, look, look === 'gone' ? null : presence.reason)
  return (
    <span className={cx(classes.here, whole && classes.inLine)} title={words}>
      <PresenceIcon look={look} size={13} />
      <span>{whole ? words : presence.reason && look !== 'gone' ? presence.reason : t(`state.${look}`)}</span>
    </span>
  )
}
