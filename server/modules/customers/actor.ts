import type { Caller } from '../../kernel/caller.ts'

/** Who did something, as it is kept beside what was done. */
export interface Actor {
  kind: 'customer' | 'agent' | 'system' | 'bot'
  id: string | null
  name: string
}

/** The actor behind a call. An API key acts as its agent, who may be a bot. */
export const actorOf = (caller: Caller): Actor => ({
  kind: caller.kind === 'system' || caller.kind === 'bot' ? caller.kind : 'agent',
  id: caller.id ?? null,
  name: caller.name,
})
