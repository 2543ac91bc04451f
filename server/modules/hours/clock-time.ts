/** Minutes after midnight as a clock shows them: 570 is 09:30, 1,560 is 26:00. */
export const toClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Minutes after midnight of a time like 09:30 or 26:00. */
export const toMinutes = (clock: string): number => {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
