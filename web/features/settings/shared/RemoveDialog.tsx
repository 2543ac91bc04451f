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
  remove(): Promise<unknown>
  onClose(): void
}

/** Asks before something is removed for good, removes it and says so. */
export function RemoveDialog({ title, children, action, done, remove, onClose }: Props) {
  const { t } = useTranslation('settings')
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await remove()
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
      danger
      onYes={() => void go()}
      onClose={onClose}
    >
      {children}
    </AskFirst>
  )
}
