import { type ComponentType, lazy } from 'react'

type Parts = typeof import('./parts.ts')

/** A part that comes behind the first look at a conversation: merging, splitting, and what was promised. */
const later = <N extends keyof Parts>(name: N) =>
  lazy(async () => ({
    default: (await import('./parts.ts'))[name] as ComponentType<Parameters<Parts[N]>[0]>,
  }))

export const Above = later('Above')
export const Clocks = later('Clocks')
export const ConversationMenu = later('ConversationMenu')
export const LinkLine = later('LinkLine')
export const MessageMenu = later('MessageMenu')
export const Moved = later('Moved')
export const Origin = later('Origin')
