import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { pushDevicesQuery } from '../../../api/reads/account.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Notifications.module.css'
import { useSendingWords } from './sending-words.ts'

const ways = ['app', 'push', 'mail'] as const
type Way = (typeof ways)[number]
type Tested = Output<'notifications.testNotification'>

/** Tries each way at once, and says what came of it. */
export function Tests() {
  const { t } = useTranslation('notify')
  const say = useSendingWords()
  const cache = useQueryClient()
  const [busy, setBusy] = useState<Way>()
  const [tested, setTested] = useState<{ way: Way; result: Tested }>()
  const test = async (way: Way) => {
    setBusy(way)
    try {
      setTested({ way, result: await call('notifications.testNotification', { body: { way } }) })
      await cache.invalidateQueries({ queryKey: pushDevicesQuery.queryKey })
    } catch (error) {
      sayProblem(error)
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <Section title={t('tests.title')} lead={t('tests.lead')}>
      <div className={classes.buttons}>
        {ways.map((way) => (
          <Button
            key={way}
            variant="default"
            loading={busy === way}
            disabled={busy !== undefined && busy !== way}
            onClick={() => void test(way)}
          >
            {t(`tests.${way}`)}
          </Button>
        ))}
      </div>
      <p className={classes.hint} role="status">
        {tested ? `${t(`way.${tested.way}`)}：${say(tested.way, tested.result)}` : null}
      </p>
      <p className={classes.hint}>
        <PlainLink href="/settings/notifications/history">{t('history.link')}</PlainLink>
      </p>
    </Section>
  )
}
