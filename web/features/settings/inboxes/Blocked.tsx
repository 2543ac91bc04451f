import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { blockedQuery } from '../../../api/reads/inbox-health.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Blocked.module.css'
import quarantine from './Quarantine.module.css'

/** From whom nothing is taken in, and whom to add. */
export function Blocked() {
  const { t } = useTranslation('health')
  const cache = useQueryClient()
  const { data } = useQuery(blockedQuery)
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const run = (work: Promise<unknown>, done: string, after?: () => void) => {
    setBusy(true)
    work
      .then(() => {
        say(done)
        after?.()
        return cache.invalidateQueries({ queryKey: blockedQuery.queryKey })
      })
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  return (
    <Section flush title={t('blocked.title')} lead={t('blocked.lead')}>
      {data?.length === 0 ? <p className={quarantine.none}>{t('blocked.none')}</p> : null}
      {data && data.length > 0 ? (
        <Rows label={t('blocked.title')}>
          {data.map((one) => (
            <Row
              key={one.value}
              title={one.value}
              detail={
                <>
                  {t('blocked.by', { name: one.byName })} · <Time at={one.at} form="day" />
                </>
              }
            >
              <Button
                variant="default"
                size="xs"
                disabled={busy}
                onClick={() =>
                  run(call('intake.unblockSender', { body: { value: one.value } }), t('blocked.removed'))
                }
              >
                {t('blocked.remove')}
              </Button>
            </Row>
          ))}
        </Rows>
      ) : null}
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault()
          run(call('intake.blockSender', { body: { value } }), t('blocked.added'), () => setValue(''))
        }}
      >
        <TextInput
          className={classes.value}
          label={t('blocked.value')}
          placeholder={t('blocked.example')}
          value={value}
          maxLength={320}
          autoComplete="off"
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={value.trim() === ''}>
          {t('blocked.add')}
        </Button>
      </form>
    </Section>
  )
}
