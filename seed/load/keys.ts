/** Ids of what the demo shop is made of, by the world's keys. */
export interface Keys {
  agents: Map<string, { id: string; name: string }>
  teams: Map<string, string>
  inboxes: Map<string, { id: string; channel: string }>
  tags: Map<string, string>
  customers: Map<string, { id: string; name: string; email: string | undefined }>
}
