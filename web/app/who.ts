let who: string | undefined

/** Id of the agent for whom this page was drawn; undefined before the first sign-in. */
export const whoIsHere = (): string | undefined => who

/**
 * Notes who is signed in. False when this page was another person's before: their drafts, undo steps and messages on
 * the way live in its memory, so that it has to be loaded anew.
 */
export function enter(agentId: string): boolean {
  who ??= agentId
  return who === agentId
}
