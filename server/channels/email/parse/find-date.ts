import type { Headers } from './headers.ts'

const minute = 60_000
const day = 86_400_000
/** How far a sender's clock may run ahead of the server that took the mail. */
const ahead = 10 * minute
/** How long a mail may believably have lain in an outbox. */
const behind = 30 * day

const believable = (time: number): boolean => time > Date.UTC(1990, 0, 1) && time < Date.UTC(2200, 0, 1)

const readDate = (text: string): number | undefined => {
  const bare = text
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
  if (bare === '') return undefined
  const time = Date.parse(bare.replace(/\b(JST)\b/i, '+0900').replace(/^[^\s,]{1,12},\s*/, ''))
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

/**
 * When the customer wrote. The sender's clock is believed unless it runs ahead of our server or more than
 * thirty days behind it; then the server's time is taken. Without any Received line only a date that has not
 * come yet is a lie. `now` is used when nothing else is left.
 */
export const findDate = (headers: Headers, now: Date): Date => {
  const written = readDate(headers.first('date'))
  const received = receivedAt(headers)
  const arrived = received !== undefined && received <= now.getTime() + ahead ? received : undefined
  if (written === undefined) return new Date(arrived ?? now)
  const limit = arrived ?? now.getTime()
  if (written > limit + ahead) return new Date(limit)
  if (arrived !== undefined && written < arrived - behind) return new Date(arrived)
  return new Date(written)
}
