import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleHereQuery } from '../../../api/reads/presence.ts'
import { useMay, useMe } from '../../../app/me.ts'
import PresenceDialog from '../../../app/presence/PresenceDialog.tsx'
import { PresenceIcon } from '../../../app/presence/PresenceIcon.tsx'
import { lookOf, presenceWords } from '../../../app/presence/presence-words.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import classes from './Skills.module.css'

/** What somebody does just now; whoever may, says that it is something else. */
export function PresenceSection({ agentId, name }: { agentId: string; name: string }) {
  const { t } = useTranslation('presence')
  const me = useMe().agent
  const may = useMay()('presence.write') || me.id === agentId
  const presence = useQuery(peopleHereQuery).data?.find((one) => one.agentId === agentId)
  const [asking, setAsking] = useState(false)
  if (!presence) return null
  const look = lookOf(presence)
  return (
    <Section title={t('title')}>
      <Act
        title={
          <>
            <PresenceIcon look={look} size={15} />
            <span>{presenceWords(t, look, presence.reason)}</span>
            {presence.since ? <Time at={presence.since} form="day" className={classes.since} /> : null}
          </>
        }
        text={look === 'gone' ? t('goneText') : t(look === 'online' ? 'given' : 'notGiven')}
      >
        {may ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('change')}
          </Button>
        ) : null}
      </Act>
      {asking ? <PresenceDialog name={name} presence={presence} onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}
