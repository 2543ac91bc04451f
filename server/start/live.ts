import { may } from '../kernel/caller.ts'
import type { Database } from '../kernel/db/index.ts'
import { isForeignOrigin } from '../kernel/http/index.ts'
import { isId } from '../kernel/ids.ts'
import type { Announcements, LiveHub, LiveServer, Screen, Signals } from '../kernel/live/index.ts'
import type { ChannelHost } from '../channels/channel.ts'
import type { Authenticator } from '../modules/access/index.ts'
import { noteSeen } from '../modules/agents/index.ts'
import { conversationMerged, conversationUnmerged, findConversation } from '../modules/conversations/index.ts'
import { createPresence, type Presence } from '../modules/desk/index.ts'
import { tellCustomerTyping } from '../modules/delivery/index.ts'

/** What the agents' live address needs of the process. */
export interface LiveServices {
  live: LiveServer
  hub: LiveHub
  signals: Signals
  announcements: Announcements
  database: Database
  authenticate: Authenticator
  host: ChannelHost
}

/** On which screens are at which a person looks just now. */
export const lookingTopic = (agentId: string): string => `looking:${agentId}`

/** A frame from an agent's screen. */
interface ScreenFrame {
  type?: unknown
  conversationId?: unknown
  on?: unknown
}

/** Conversations that one screen may show; more is no person. */
const MOST_SHOWN = 50

/** What a screen shows, whether or not it may be told of it just now. */
const shownOn = (screen: Screen): Set<string> => {
  const shown = (screen.memory.get('shown') as Set<string> | undefined) ?? new Set()
  screen.memory.set('shown', shown)
  return shown
}

/**
 * A conversation that was merged into another one is open nowhere: where it leads need not be in everybody's sight. Where it is
 * shown still once it stands alone again, it is open again.
 */
const followMerges = (
  { hub, announcements }: LiveServices,
  presence: Presence,
  open: (screen: Screen, conversationId: string) => Promise<void>,
): void => {
  announcements.watch([conversationMerged.eventName], (workspaceId, merges) => {
    for (const { payload } of merges) {
      const { fromId } = payload as { fromId: string }
      for (const screen of Array.from(hub.on(workspaceId, `open:${fromId}`)))
        hub.leave(screen, `open:${fromId}`)
      presence.ended(workspaceId, fromId)
    }
  })
  announcements.watch([conversationUnmerged.eventName], (workspaceId, undone) => {
    for (const { payload } of undone) {
      const { fromId } = payload as { fromId: string }
      for (const screen of hub.on(workspaceId, 'workspace'))
        if (shownOn(screen).has(fromId)) open(screen, fromId).catch(() => undefined)
    }
  })
}

/** How often it is noted whose screens are open. */
const SEEN_MS = 60_000

/** Notes whose screens are open, each minute as long as they are: who has none for a while is not here. */
const noteScreens = ({
  hub,
  database,
}: LiveServices): ((workspaceId: number, ids: readonly string[]) => void) => {
  // What could not be noted is noted a minute later.
  const note = (workspaceId: number, ids: readonly string[]): void =>
    void database
      .in(workspaceId)
      .tx((tx) => noteSeen(tx, ids))
      .catch(() => undefined)
  setInterval(() => {
    for (const [workspaceId, ids] of hub.callers()) note(workspaceId, [...ids])
  }, SEEN_MS).unref()
  return note
}

/** Opens the agents' live address: pushes by sight, presence and typing by conversation. */
export const mountLive = (services: LiveServices): void => {
  const { live, hub, signals, database, authenticate, host } = services
  const presence = createPresence({ hub, signals })
  const open = async (screen: Screen, conversationId: string): Promise<void> => {
    const { caller } = screen
    if (!caller) return
    const { id } = await findConversation(database.in(screen.workspaceId), caller, conversationId)
    // Of a merged one there is nothing to be told, and where it stands alone again it may be out of sight.
    if (id !== conversationId) return
    hub.join(screen, `open:${conversationId}`)
    presence.opened(screen, conversationId)
  }
  followMerges(services, presence, open)
  const note = noteScreens(services)
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
      if (caller.kind === 'person') note(caller.workspaceId, [caller.id])
      const topics = [
        'workspace',
        `person:${caller.id}`,
        ...(caller.sight === 'all' ? ['all'] : [...caller.sight].map((id) => `seen:${id}`)),
      ]
      return { workspaceId: caller.workspaceId, caller, topics, data: standing }
    },
    async receive(screen, raw) {
      const frame = (raw ?? {}) as ScreenFrame
      if (frame.type === 'here' && screen.caller?.id) {
        if (frame.on === true) hub.join(screen, lookingTopic(screen.caller.id))
        else hub.leave(screen, lookingTopic(screen.caller.id))
      }
      if (!isId(frame.conversationId)) return
      const { conversationId } = frame
      if (frame.type === 'open') {
        if (shownOn(screen).size < MOST_SHOWN) shownOn(screen).add(conversationId)
        await open(screen, conversationId)
      }
      if (frame.type === 'close') shownOn(screen).delete(conversationId)
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
