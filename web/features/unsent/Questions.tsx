import { useTranslation } from 'react-i18next'
import { AskFirst } from '../../ui/AskFirst.tsx'
import type { Unsent } from './standing.ts'
import type { UnsentWork } from './use-unsent-work.ts'

/** Something that is asked before it is done. */
export type Question =
  | { kind: 'resend' | 'discard'; rows: readonly Unsent[]; work: UnsentWork }
  | { kind: 'all'; inboxId: string | undefined; work: UnsentWork }

/** Asks before something goes out a second time, before much goes out at once, and before something is given up. */
export function Questions({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation('unsent')
  const yes = () => {
    onClose()
    if (question.kind === 'all') void question.work.resendAll(question.inboxId)
    else if (question.kind === 'resend') void question.work.resend(question.rows, true)
    else void question.work.discard(question.rows)
  }
  const { kind } = question
  return (
    <AskFirst
      title={t(`ask.${kind}.title`)}
      action={t(`ask.${kind}.yes`)}
      danger={kind === 'discard'}
      onYes={yes}
      onClose={onClose}
    >
      {t(`ask.${kind}.text`)}
    </AskFirst>
  )
}
