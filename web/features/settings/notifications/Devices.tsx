import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Smartphone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { pushDevicesQuery } from '../../../api/reads/account.ts'
import type { Output } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { say, sayFailure, sayProblem } from '../../../app/notices/notices.ts'
import { pushSupport, subscribe, unsubscribe } from '../../../app/notify/push.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Notifications.module.css'

type Device = Output<'notifications.listPushDevices'>[number]

function DeviceRow({ device, onRemove }: { device: Device; onRemove(): void }) {
  const { t, i18n } = useTranslation('notify')
  const { name, current, createdAt, sentAt, problem } = device
  return (
    <Row
      sign={<Smartphone size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={name}
      sentence
      detail={
        <>
          {t('devices.since')} <Time at={createdAt} form="day" />
          {sentAt ? (
            <>
              {' · '}
              {t('devices.sent')} <Time at={sentAt} form="day" />
            </>
          ) : null}
          {problem ? ` · ${inLanguage(problem, i18n.language)}` : null}
        </>
      }
    >
      {problem ? <Pill tone="danger">{t('devices.failed')}</Pill> : null}
      {current ? <Pill tone="resolved">{t('devices.current')}</Pill> : null}
      <IconButton label={t('devices.remove', { name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </Row>
  )
}

/** Browsers that are sent what the person wants pushed, and this one, if it lets us. */
export function Devices() {
  const { t } = useTranslation('notify')
  const { agent } = useMe()
  const cache = useQueryClient()
  const query = useQuery(pushDevicesQuery)
  const [busy, setBusy] = useState(false)
  const support = pushSupport()
  const here = query.data?.some(({ current }) => current) ?? false
  const refresh = () => cache.invalidateQueries({ queryKey: pushDevicesQuery.queryKey })
  const begin = async () => {
    setBusy(true)
    try {
      if (await subscribe(agent.id)) say(t('devices.begun'))
      else sayFailure(t('devices.denied'))
      await refresh()
    } catch (error) {
      // Push services are the browser's own: what they refuse is no answer of ours.
      if (error instanceof DOMException) sayFailure(t('devices.unreachable'))
      else sayProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const remove = async ({ id, current }: Device) => {
    try {
      if (current) await unsubscribe()
      await call('notifications.removePushDevice', { params: { deviceId: id } })
      await refresh()
      say(t('devices.removed'))
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <Section
      flush
      title={t('devices.title')}
      lead={t('devices.lead')}
      action={
        support === 'possible' && !here ? (
          <Button loading={busy} onClick={() => void begin()}>
            {t('devices.begin')}
          </Button>
        ) : undefined
      }
    >
      {support === 'possible' ? null : <p className={classes.why}>{t(`devices.${support}`)}</p>}
      <Loaded query={query}>
        {(devices) =>
          devices.length === 0 ? (
            <p className={classes.why}>{t('devices.none')}</p>
          ) : (
            <Rows label={t('devices.title')}>
              {devices.map((device) => (
                <DeviceRow key={device.id} device={device} onRemove={() => void remove(device)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Section>
  )
}
