/** Somebody who has a conversation open. */
export interface PresentAgent {
  id: string
  name: string
  state: 'viewing' | 'typing'
}

/** Each person once, however many windows they have open; who types in one of them types. */
export const mergeAgents = (agents: readonly PresentAgent[]): Map<string, PresentAgent> => {
  const merged = new Map<string, PresentAgent>()
  for (const agent of agents) {
    if (agent.state === 'typing' || !merged.has(agent.id)) merged.set(agent.id, agent)
  }
  return merged
}
