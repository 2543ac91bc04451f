import { lazy, Suspense } from 'react'
import { Checks } from './checks.ts'
import type { SendOptions } from './send-letter.ts'
import type { useBase } from './use-base.ts'
import type { useSend } from './use-send.ts'

const ConflictBar = lazy(() => import('./ConflictBar.tsx'))

interface Props {
  conversationId: string
  /** The customer's lines are seen as they come. */
  live: boolean
  writing: boolean
  base: ReturnType<typeof useBase>
  sending: Pick<ReturnType<typeof useSend>, 'conflict' | 'unchecked' | 'dismiss'>
  onSend(options: SendOptions, since?: string): void
  /** The words are written on. */
  onMend(): void
}

/** What is asked above an answer before it is sent; fetched when there is something to ask. */
export function Bars({ conversationId, live, writing, base, sending, onSend, onMend }: Props) {
  const { conflict, unchecked, dismiss } = sending
  const seen = () => {
    dismiss()
    return base.lookAgain()
  }
  const mend = () => {
    dismiss()
    onMend()
  }
  return (
    <Suspense>
      {conflict || writing ? (
        <ConflictBar
          conversationId={conversationId}
          baseId={base.baseId}
          live={live}
          conflict={conflict}
          onSend={() => onSend(conflict?.options ?? {}, seen())}
          onSeen={seen}
        />
      ) : null}
      {unchecked ? <Checks unchecked={unchecked} onSend={onSend} onMend={mend} /> : null}
    </Suspense>
  )
}
