import { Button } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { askPermission, noticePermission, onPermission } from '../../../app/notify/permission.ts'
import { showOnDesktop } from '../../../app/notify/show-notice.ts'
import { playSound } from '../../../app/notify/sound.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Notifications.module.css'

const tones = {
  granted: 'resolved',
  default: 'waiting',
  denied: 'danger',
  insecure: 'plain',
  unsupported: 'plain',
} as const

/** Whether this browser may show notices, why not, what to do then, and how to try. */
export function Permission() {
  const { t } = useTranslation('notify')
  const [, ask] = useState(0)
  const state = useSyncExternalStore(onPermission, noticePermission)
  const [shown, setShown] = useState<boolean>()
  const test = () => setShown(showOnDesktop({ title: t('test.title'), body: t('test.body') }, 'test'))
  return (
    <Section title={t('permission.title')} lead={t('permission.lead')}>
      <p className={classes.state}>
        <Pill tone={tones[state]}>{t(`permission.${state}.name`)}</Pill>
        <span>{t(`permission.${state}.text`)}</span>
      </p>
      <div className={classes.buttons}>
        {state === 'default' ? (
          // Not every browser tells of the answer by itself.
          <Button onClick={() => void askPermission().then(() => ask((count) => count + 1))}>
            {t('permission.allow')}
          </Button>
        ) : null}
        {state === 'granted' ? (
          <Button variant="default" onClick={test}>
            {t('permission.test')}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => void playSound()}>
          {t('permission.sound')}
        </Button>
      </div>
      <p className={classes.hint} role="status">
        {shown === undefined ? null : shown ? t('permission.shown') : t('permission.notShown')}
      </p>
    </Section>
  )
}
