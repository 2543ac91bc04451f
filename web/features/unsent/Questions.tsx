import '../../ui/styles/fields.ts'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskFirst } from '../../ui/AskFirst.tsx'
import type { Unsent } from './standing.ts'
import type { UnsentWork } from './use-unsent-work.ts'

/** Something that is asked before it is done. */
export type Question =
  | { kind: 'resend'; rows: readonly Unsent[]; work: UnsentWork }
  | { kind: 'discard'; rows: readonly Unsent[]; work: UnsentWork }
  | { kind: 'approve'; row: Unsent; work: UnsentWork }
  | { kind: 'decline'; row: Unsent; work: UnsentWork }
  | { kind: 'all'; inboxId: string | undefined; work: UnsentWork }

/** Asks before something goes out a second time, before much goes out at once, and before something is given up. */
export function Questions({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation('unsent')
  const [comment, setComment] = useState('')
  const { kind } = question
  const yes = () => {
    if (question.kind === 'decline' && comment.trim() === '') return
    onClose()
    const { work } = question
    if (question.kind === 'all') void work.resendAll(question.inboxId)
    else if (question.kind === 'approve') void work.approve(question.row, true)
    else if (question.kind === 'decline') void work.decline(question.row, comment)
    else if (question.kind === 'resend') void work.resend(question.rows, true)
    else void work.discard(question.rows)
  }
  return (
    <AskFirst
      title={t(`ask.${kind}.title`)}
      action={t(`ask.${kind}.yes`)}
      danger={kind === 'discard'}
      onYes={yes}
      onClose={onClose}
    >
      {t(`ask.${kind}.text`)}
      {kind === 'decline' ? (
        <Textarea
          mt="sm"
          data-autofocus
          label={t('comment')}
          maxLength={5000}
          autosize
          minRows={2}
          maxRows={8}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      ) : null}
    </AskFirst>
  )
}
