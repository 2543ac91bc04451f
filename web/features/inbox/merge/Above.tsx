import { useLocation } from '@tanstack/react-router'
import type { ConversationDetail } from '../../../api/types.ts'
import { CameFrom } from './CameFrom.tsx'
import { Suggested } from './Suggested.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The conversation whose address was opened, where it was merged into the one that is shown. */
    openedId?: string
  }
}

/** What stands above a conversation's messages: that another one was opened, and what it may belong to. */
export function Above({ conversation }: { conversation: ConversationDetail }) {
  const { openedId } = useLocation({ select: ({ state }) => state })
  return (
    <>
      {openedId ? <CameFrom conversationId={conversation.id} openedId={openedId} /> : null}
      <Suggested conversation={conversation} />
    </>
  )
}
