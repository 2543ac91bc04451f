import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { useAfterPaint } from '../../../ui/after-paint.ts'
import { cx } from '../../../ui/cx.ts'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Composer } from '../composer/Composer.tsx'
import { Above, Moved } from '../merge/later.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import classes from './ConversationPane.module.css'
import { Header } from './Header.tsx'
import { useActions } from './use-actions.ts'
import { useConversation } from './use-conversation.ts'
import { useOpened } from './use-presence.ts'

const NotShown = lazy(() => import('./NotShown.tsx'))
const loadSide = () => import('../side/SidePanel.tsx').then(({ SidePanel }) => ({ default: SidePanel }))
const SidePanel = lazy(loadSide)

const sideKept = 'madoguchi.side'
const room = () => globalThis.matchMedia('(min-width: 1180px)')
const roomForSide = () => room().matches
const openAtFirst = () => roomForSide() && localStorage.getItem(sideKept) !== 'closed'

// It comes on its way beside what is painted before it, and not at all on a phone that never opens it.
if (openAtFirst()) loadSide().catch(() => undefined)

/** Whether the customer is shown beside the conversation: remembered where there is room, else only while wanted. */
function useSide() {
  const [open, setOpen] = useState(openAtFirst)
  // In a window made narrow it would lie over the conversation that is being read.
  useEffect(() => {
    const wide = room()
    const put = () => setOpen(openAtFirst())
    wide.addEventListener('change', put)
    return () => wide.removeEventListener('change', put)
  }, [])
  const toggle = () => {
    if (roomForSide()) localStorage.setItem(sideKept, open ? 'closed' : 'open')
    setOpen(!open)
  }
  return { open, toggle }
}

interface OpenProps {
  conversation: ConversationDetail
  complete: boolean
  side: ReturnType<typeof useSide>
}

function Open({ conversation, complete, side }: OpenProps) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const { message: wantedId, ...search } = useSearch({ from: '/shell/inbox' })
  const may = useMay()
  const mayWrite = may('conversations.reply') || may('conversations.write')
  const actions = useActions(conversation)
  const close = () => void navigate({ to: '/inbox', search })
  const leave = () => (side.open && !roomForSide() ? side.toggle() : close())
  const group = t('commands.conversation')
  useCommands([
    { id: 'side', title: t('commands.side'), group, place: 12, keys: ']', run: side.toggle },
    { id: 'close', title: t('commands.close'), group, keys: 'escape', movement: true, run: leave },
  ])
  return (
    <article className={classes.main} aria-label={conversation.subject || conversation.customer.name}>
      <Header
        conversation={conversation}
        complete={complete}
        actions={actions}
        sideOpen={side.open}
        onSide={side.toggle}
        onBack={close}
      />
      <Suspense>{complete ? <Above conversation={conversation} /> : null}</Suspense>
      <Timeline conversationId={conversation.id} wantedId={wantedId} />
      {mayWrite ? <Composer conversation={conversation} /> : null}
    </article>
  )
}

/** The conversation whose address is open. */
export function ConversationPane() {
  const { conversationId } = useParams({ from: '/shell/inbox/$conversationId' })
  const query = useConversation(conversationId)
  const side = useSide()
  useOpened(conversationId)
  // Messages are what one opens a conversation for: they are painted first, the customer beside them right after.
  const beside = useAfterPaint(query.data)
  // Of one that was merged, the one that it went into comes back.
  if (query.data && query.data.id !== conversationId)
    return (
      <Suspense>
        <Moved openedId={conversationId} intoId={query.data.id} />
      </Suspense>
    )
  if (query.data)
    return (
      <div className={cx(classes.pane, side.open && classes.withSide)}>
        <Open
          key={conversationId}
          conversation={query.data}
          complete={!query.isPlaceholderData}
          side={side}
        />
        {side.open && beside ? (
          // Its place is kept: nothing jumps when it comes.
          <Suspense>
            <SidePanel key={`beside ${beside.id}`} conversation={beside} onClose={side.toggle} />
          </Suspense>
        ) : null}
      </div>
    )
  if (query.isError)
    return (
      <Suspense>
        <NotShown error={query.error} retry={() => void query.refetch()} />
      </Suspense>
    )
  return (
    <div className={classes.loading}>
      <SkeletonLines lines={6} />
    </div>
  )
}
