import type { TFunction } from 'i18next'
import { CalendarClock, ChevronDown, CircleCheck, CirclePause, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyText } from '../../../ui/KeyHint.tsx'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { laterItems } from '../conversation/later-items.tsx'
import { PickMoment } from '../conversation/PickMoment.tsx'
import classes from './Composer.module.css'
import type { Mode } from './drafts.ts'
import type { SendOptions } from './send-letter.ts'

interface Props {
  mode: Mode
  disabled: boolean
  /** A first message: there is nothing to resolve yet. */
  first?: boolean | undefined
  onSend(options: SendOptions): void
}

const answerItems = (t: TFunction<'inbox'>): PickItem[] => [
  {
    id: 'resolved',
    label: t('composer.sendResolve'),
    detail: keyText('mod+shift+enter'),
    icon: <CircleCheck size={15} />,
  },
  { id: 'pending', label: t('composer.sendPending'), icon: <CirclePause size={15} /> },
]

function MoreWays({ disabled, first, onSend }: Omit<Props, 'mode'>) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const [picking, setPicking] = useState(false)
  const time = useTimeSettings()
  const pick = (id: string) => {
    if (id === 'pick') setPicking(true)
    else if (id === 'resolved' || id === 'pending') onSend({ then: id })
    else onSend({ sendAt: id })
  }
  const items = (): PickItem[] => [
    ...(first ? [] : answerItems(t)),
    ...laterItems(t, time).map((item, place) => ({ ...item, apart: !first && place === 0 })),
    { id: 'pick', label: t('later.pick'), icon: <CalendarClock size={15} /> },
  ]
  return (
    <>
      <PickMenu
        plain
        label={t('composer.moreWays')}
        items={items}
        onPick={pick}
        opened={opened}
        onOpened={setOpened}
        side="top-end"
        width={320}
      >
        <SmallButton
          primary
          className={classes.more}
          disabled={disabled}
          aria-label={t('composer.moreWays')}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <ChevronDown size={15} />
        </SmallButton>
      </PickMenu>
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
export function SendButton({ mode, disabled, first, onSend }: Props) {
  const { t } = useTranslation('inbox')
  if (mode === 'note') {
    return (
      <SmallButton primary disabled={disabled} onClick={() => onSend({})}>
        {t('composer.addNote')}
      </SmallButton>
    )
  }
  return (
    <div className={classes.ways}>
      <SmallButton
        primary
        disabled={disabled}
        className={classes.send}
        icon={<SendHorizontal size={14} />}
        onClick={() => onSend({})}
      >
        {t('composer.send')}
      </SmallButton>
      <MoreWays disabled={disabled} first={first} onSend={onSend} />
    </div>
  )
}
