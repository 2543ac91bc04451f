import { Button, Menu } from '@mantine/core'
import { CalendarClock, ChevronDown, CircleCheck, CirclePause, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../../ui/KeyHint.tsx'
import { PickMoment } from '../conversation/PickMoment.tsx'
import { useLaterItems } from '../conversation/use-later-items.tsx'
import classes from './Composer.module.css'
import type { Mode } from './drafts.ts'
import type { SendOptions } from './use-send.ts'

interface Props {
  mode: Mode
  disabled: boolean
  onSend(options: SendOptions): void
}

function MoreWays({ disabled, onSend }: Omit<Props, 'mode'>) {
  const { t } = useTranslation('inbox')
  const [picking, setPicking] = useState(false)
  const later = useLaterItems()
  return (
    <>
      <Menu position="top-end" withinPortal width={290}>
        <Menu.Target>
          <Button size="xs" className={classes.more} disabled={disabled} aria-label={t('composer.moreWays')}>
            <ChevronDown size={15} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<CircleCheck size={15} />}
            rightSection={<KeyHint keys="mod+shift+enter" />}
            onClick={() => onSend({ then: 'resolved' })}
          >
            {t('composer.sendResolve')}
          </Menu.Item>
          <Menu.Item leftSection={<CirclePause size={15} />} onClick={() => onSend({ then: 'pending' })}>
            {t('composer.sendPending')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('composer.sendLater')}</Menu.Label>
          {later.map((item) => (
            <Menu.Item
              key={item.id}
              leftSection={item.icon}
              rightSection={<span className={classes.at}>{item.detail}</span>}
              onClick={() => onSend({ sendAt: item.id })}
            >
              {item.label}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<CalendarClock size={15} />} onClick={() => setPicking(true)}>
            {t('later.pick')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking ? (
        <PickMoment
          title={t('composer.sendLater')}
          confirm={t('composer.schedule')}
          onPick={(sendAt) => onSend({ sendAt })}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  )
}

/** Sends; and the other ways of sending behind the arrow. */
export function SendButton({ mode, disabled, onSend }: Props) {
  const { t } = useTranslation('inbox')
  if (mode === 'note') {
    return (
      <Button size="xs" disabled={disabled} onClick={() => onSend({})}>
        {t('composer.addNote')}
      </Button>
    )
  }
  return (
    <Button.Group>
      <Button
        size="xs"
        disabled={disabled}
        className={classes.send}
        leftSection={<SendHorizontal size={14} />}
        onClick={() => onSend({})}
      >
        {t('composer.send')}
      </Button>
      <MoreWays disabled={disabled} onSend={onSend} />
    </Button.Group>
  )
}
