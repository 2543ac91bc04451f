import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'

interface Props {
  title: string
  /** What follows from it. */
  children: ReactNode
  /** The verb, where it is not "Remove". */
  action?: string
  /** Said afterwards. */
  done: string
  /** False where nothing is lost by it. */
  danger?: boolean
  run(): Promise<unknown>
  onClose(): void
}

/** Asks before something is done that reaches far, does it and says so. */
export function AskDialog({ title, children, action, done, danger = true, run, onClose }: Props) {
  const { t } = useTranslation('settings')
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await run()
      say(done)
      onClose()
    } catch (error) {
      sayProblem(error)
      setBusy(false)
    }
  }
  return (
    <AskFirst
      title={title}
      action={action ?? t('remove')}
      busy={busy}
      danger={danger}
      onYes={() => void go()}
      onClose={onClose}
    >
      {children}
    </AskFirst>
  )
}
