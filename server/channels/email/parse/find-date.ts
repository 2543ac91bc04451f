import type { Headers } from './headers.ts'

const minute = 60_000
const day = 86_400_000
/** How far a sender's clock may run ahead of the server that took the mail. */
const ahead = 10 * minute
/** How long a mail may believably have lain in an outbox. */
const behind = 30 * day

const believable = (time: number): boolean => time > Date.UTC(1990, 0, 1) && time < Date.UTC(2200, 0, 1)

/** An offset behind the time, or the name of one that is known (RFC 5322, 4.3). */
const zone = /:\d\d.*?(?:[+-]\d{1,2}(?::?\d\d|$)|(?<![A-Z])(?:Z|UTC?|GMT|[ECMP][SD]T))\b/i
/** Any other name in its place. */
const nameOfZone = /(:\d\d(?:\.\d+)?) ?(?!AM|PM)[A-Z]{1,5}(?=$| \d{4}$)/i

/** What has no zone, or one that is not known, counts as UTC (RFC 5322, 4.3), wherever this server stands. */
const zoned = (date: string): string =>
  zone.test(date) ? date : `${date.replace(nameOfZone, '$1').replace(/(\d)T(?=\d)/, '$1 ')} GMT`

const readDate = (text: string): number | undefined => {
  const bare = text
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
  if (bare === '') return undefined
  const time = Date.parse(zoned(bare.replace(/\b(JST)\b/i, '+0900').replace(/^[^\s,]{1,12},\s*/, '')))
  return Number.isNaN(time) || !believable(time) ? undefined : time
}

/** When the last server took the mail: the topmost Received line, which is the receiver's own. */
export const receivedAt = (headers: Headers): number | undefined => {
  for (const line of headers.all('received').slice(0, 3)) {
    const time = readDate(line.slice(line.lastIndexOf(';') + 1))
    if (time !== undefined) return time
  }
  return undefined
}

/** When the sender says that it was written; undefined where nobody can read that. */
export const writtenAt = (headers: Headers): number | undefined => readDate(headers.first('date'))

/**
 * When the customer wrote. The sender's clock is believed unless it runs ahead of our server or more than
 * thirty days behind it; then the server's time is taken. Without any Received line only a date that has not
 * come yet is a lie. `now` is used when nothing else is left.
 */
export const findDate = (headers: Headers, now: Date): Date => {
  const written = writtenAt(headers)
  const received = receivedAt(headers)
  const arrived = received !== undefined && received <= now.getTime() + ahead ? received : undefined
  if (written === undefined) return new Date(arrived ?? now)
  const limit = arrived ?? now.getTime()
  if (written > limit + ahead) return new Date(limit)
  if (arrived !== undefined && written < arrived - behind) return new Date(arrived)
  return new Date(written)
}
