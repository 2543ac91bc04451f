import { lazy, Suspense } from 'react'
import { loadTexts } from '../../../app/i18n.ts'
import { afterPaint } from '../../../ui/after-paint.ts'
import type { AnswersProps } from './answers/Answers.tsx'
import type { Mode } from './drafts.ts'
import type { Recipients } from './use-recipients.ts'

const Answers = lazy(async () => {
  await new Promise<void>((go) => afterPaint(go))
  const [screen] = await Promise.all([import('./answers/Answers.tsx'), loadTexts('answers')])
  return screen
})

interface Props extends Omit<AnswersProps, 'sent' | 'onWrite'> {
  mode: Mode
  /** Whom it goes to, where that can be chosen. */
  people: Recipients | undefined
  write(mode: Mode): void
}

/** Answers of the library where a reply is written: fetched once the conversation stands there. */
export const AnswersHere = ({ mode, people, write, ...rest }: Props) =>
  mode === 'reply' ? (
    <Suspense>
      <Answers key={rest.conversationId} {...rest} sent={people?.sent} onWrite={() => write('reply')} />
    </Suspense>
  ) : null
