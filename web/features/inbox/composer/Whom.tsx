import { lazy, Suspense } from 'react'
import type { Inbox } from '../../../api/types.ts'
import { Recipients } from './Recipients.tsx'
import type { Recipients as Work } from './use-recipients.ts'

const Bounced = lazy(() => import('./Bounced.tsx'))
const Reach = lazy(() => import('./Reach.tsx'))

interface Props {
  id: string
  work: Work
  abilities: Inbox['abilities'] | undefined
  /** An answer is being written. */
  writing: boolean
}

/** To whom an answer goes, and by which way where its channel may leave it to another one. */
export function Whom({ id, work, abilities, writing }: Props) {
  const addressed = abilities?.copies === true
  return (
    <>
      {addressed ? <Recipients work={work} /> : null}
      {addressed && work.sent ? (
        <Suspense fallback={null}>
          <Bounced addresses={Object.values(work.sent).flat()} />
        </Suspense>
      ) : null}
      {abilities?.startsConversations === false ? (
        <Suspense fallback={null}>
          <Reach id={id} newest={work.newest} writing={writing} addressed={addressed} />
        </Suspense>
      ) : null}
    </>
  )
}
