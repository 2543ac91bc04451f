import { UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './UndoNotice.module.css'

interface Props {
  text: string
  /** When given, the seconds until then are counted down. */
  until: number | undefined
  onUndo(): void
}

const secondsTo = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000))

function Countdown({ until }: { until: number }) {
  const [seconds, setSeconds] = useState(() => secondsTo(until))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  return (
    <span className={classes.seconds} aria-hidden="true">
      {seconds}
    </span>
  )
}

/** What was done, with the button that takes it back. */
export function UndoNotice({ text, until, onUndo }: Props) {
  const { t } = useTranslation('app')
  return (
    <span className={classes.notice}>
      <span className={classes.text}>{text}</span>
      {until === undefined ? null : <Countdown until={until} />}
      <UnstyledButton type="button" className={classes.undo} onClick={onUndo}>
        {t('undo')}
        <KeyHint keys="z" />
      </UnstyledButton>
    </span>
  )
}
