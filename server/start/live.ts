import { may } from '../kernel/caller.ts'
import type { Database } from '../kernel/db/index.ts'
import { isForeignOrigin } from '../kernel/http/index.ts'
import { isId } from '../kernel/ids.ts'
import type { LiveHub, LiveServer, Screen, Signals } from '../kernel/live/index.ts'
import type { ChannelHost } from '../channels/channel.ts'
import type { Authenticator } from '../modules/access/index.ts'
import { findConversation } from '../modules/conversations/index.ts'
import { createPresence } from '../modules/desk/index.ts'
import { tellCustomerTyping } from '../modules/delivery/index.ts'

/** What the agents' live address needs of the process. */
export interface LiveServices {
  live: LiveServer
  hub: LiveHub
  signals: Signals
  database: Database
  authenticate: Authenticator
  host: ChannelHost
}

/** A frame from an agent's screen. */
interface ScreenFrame {
  type?: unknown
  conversationId?: unknown
  on?: unknown
}

/** Opens the agents' live address: pushes by sight, presence and typing by conversation. */
export const mountLive = ({ live, hub, signals, database, authenticate, host }: LiveServices): void => {
  const presence = createPresence({ hub, signals })
  const open = async (screen: Screen, conversationId: string): Promise<void> => {
    const { caller } = screen
    if (!caller) return
    await findConversation(database.in(screen.workspaceId), caller, conversationId)
    hub.join(screen, `open:${conversationId}`)
    presence.opened(screen, conversationId)
  }
  live.add({
    path: '/api/live',
    async connect(request) {
      const { origin, host: ours } = request.headers
      if (
        isForeignOrigin(origin as string | undefined, ours as string | undefined, database.kernel.publicUrl)
      )
        return { refused: 'foreign origin' }
      const standing = await authenticate.fresh(request)
      const caller = standing?.caller
      if (!caller?.id) return { refused: 'signed out' }
      const topics = [
        'workspace',
        `person:${caller.id}`,
        ...(caller.sight === 'all' ? ['all'] : [...caller.sight].map((id) => `seen:${id}`)),
      ]
      return { workspaceId: caller.workspaceId, caller, topics, data: standing }
    },
    async receive(screen, raw) {
      const frame = (raw ?? {}) as ScreenFrame
      if (!isId(frame.conversationId)) return
      const { conversationId } = frame
      if (frame.type === 'open') await open(screen, conversationId)
      if (!screen.topics.has(`open:${conversationId}`)) return
      if (frame.type === 'close') {
        hub.leave(screen, `open:${conversationId}`)
        presence.closed(screen, conversationId)
      }
      if (frame.type === 'typing') {
        presence.typing(screen, conversationId, frame.on === true)
        if (frame.on === true && screen.caller && may(screen.caller, 'conversations.reply'))
          await tellCustomerTyping(database.in(screen.workspaceId), conversationId, screen.caller.name, host)
      }
    },
    left: (screen) => presence.left(screen),
  })
}
