/** Names of all time zones, the given one first, then the one of this machine and Tokyo. */
export function timeZones(present: string): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [...new Set([present, here, 'Asia/Tokyo', ...Intl.supportedValuesOf('timeZone'), 'UTC'])]
}
