import type { Change, Conversation, Count, Message, Told } from '../types.ts'

/** Somebody else who has the same conversation open. */
export interface Presence {
  id: string
  name: string
  state: 'viewing' | 'typing'
}

/** What the server pushes. Shapes equal those that are fetched. */
export type Frame =
  | { type: 'hello'; serverTime: string }
  | { type: 'pong' }
  | { type: 'conversation'; data: Conversation }
  | { type: 'message'; data: Message }
  /** Somebody's name or profile changed. */
  | { type: 'customer'; customerId: string }
  | { type: 'change'; data: Change }
  | { type: 'counts'; data: Count[] }
  | { type: 'mentions'; count: number }
  | { type: 'notice'; data: Told }
  | { type: 'presence'; conversationId: string; agents: Presence[] }
  | { type: 'customer-typing'; conversationId: string }
  /** A conversation that went before anything of it left. */
  | { type: 'gone'; conversationId: string }
  /** Something that screens keep has changed and is to be fetched again: tags, agents, teams, inboxes, views, unsent; the timeline or the clocks of a conversation. */
  | { type: 'stale'; what: string; conversationId?: string }

/** What a screen tells the server. */
export type ClientFrame =
  | { type: 'open' | 'close'; conversationId: string }
  | { type: 'typing'; conversationId: string; on: boolean }
  /** Whether the person looks at this screen. */
  | { type: 'here'; on: boolean }
  | { type: 'ping' }

/** The frames in a text that came over the socket; what is not understood is left out. */
export function readFrames(text: unknown): Frame[] {
  if (typeof text !== 'string') return []
  try {
    const packet: unknown = JSON.parse(text)
    if (typeof packet !== 'object' || packet === null || !('frames' in packet)) return []
    const { frames } = packet
    return Array.isArray(frames)
      ? frames.filter((frame): frame is Frame => typeof frame?.type === 'string')
      : []
  } catch {
    return []
  }
}
