import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { presenceReasonsQuery } from '../../../api/reads/presence.ts'
import { useMay } from '../../../app/me.ts'
import { PresenceIcon } from '../../../app/presence/PresenceIcon.tsx'
import { presenceStates } from '../../../app/presence/presence-words.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Section } from '../frame/Section.tsx'
import { ReasonsDialog } from './ReasonsDialog.tsx'
import classes from './Skills.module.css'

/** The reasons that are offered to whoever says what they do. */
export function Reasons() {
  const { t, i18n } = useTranslation('skills')
  const query = useQuery(presenceReasonsQuery)
  const may = useMay()('settings.write')
  const [editing, setEditing] = useState(false)
  return (
    <Section
      title={t('reasons')}
      lead={t('reasonsLead')}
      action={
        may && query.data ? (
          <Button variant="default" leftSection={<Pencil size={15} />} onClick={() => setEditing(true)}>
            {t('editReasons')}
          </Button>
        ) : null
      }
    >
      <Loaded query={query}>
        {(reasons) =>
          reasons.length === 0 ? (
            <p className={classes.none}>{t('noReasons')}</p>
          ) : (
            <dl>
              {presenceStates.map((state) => {
                const names = reasons.filter((one) => one.state === state).map(({ name }) => name)
                return names.length === 0 ? null : (
                  <div key={state} className={classes.reason}>
                    <dt>
                      <PresenceIcon look={state} />
                      {t(`presence:state.${state}`)}
                    </dt>
                    <dd>{listOf(names, i18n.language)}</dd>
                  </div>
                )
              })}
            </dl>
          )
        }
      </Loaded>
      {editing ? <ReasonsDialog reasons={query.data ?? []} onClose={() => setEditing(false)} /> : null}
    </Section>
  )
}
