/** The fields that differ, with their old and new values: what the log keeps of a change. */
export const changedFields = <T extends object>(
  before: T,
  after: T,
): Record<string, { from: unknown; to: unknown }> => {
  const changed: Record<string, { from: unknown; to: unknown }> = {}
  for (const [key, to] of Object.entries(after)) {
    const from: unknown = before[key as keyof T]
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[key] = { from, to }
  }
  return changed
}
