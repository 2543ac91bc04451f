import { lazy, Suspense } from 'react'
import { Checks } from './checks.ts'
import type { Conflict, SendOptions, Unchecked } from './send-letter.ts'

const ConflictBar = lazy(() => import('./ConflictBar.tsx'))

interface Props {
  conversationId: string
  /** The newest message when one began to write. */
  baseId: string | undefined
  /** The customer's lines are seen as they come. */
  live: boolean
  writing: boolean
  /** Why what was sent was refused. */
  asked: { conflict: Conflict | undefined; unchecked: Unchecked | undefined }
  onSend(options: SendOptions, since?: string): void
  /** Everything was looked at; gives the newest message on the screen. */
  onSeen(): string | undefined
  /** The words are written on. */
  onMend(): void
}

/** What is asked above an answer before it is sent; fetched when there is something to ask. */
export function Bars({ asked, writing, onSend, onSeen, onMend, ...talk }: Props) {
  const { conflict, unchecked } = asked
  return (
    <Suspense>
      {conflict || writing ? (
        <ConflictBar
          {...talk}
          conflict={conflict}
          onSend={() => onSend(conflict?.options ?? {}, onSeen())}
          onSeen={onSeen}
        />
      ) : null}
      {unchecked ? <Checks unchecked={unchecked} onSend={onSend} onMend={onMend} /> : null}
    </Suspense>
  )
}
