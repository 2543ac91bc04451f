import { z } from 'zod'

/** Where a visitor writes from, as the page tells. Hostile: every part is checked and cut. */
export const place = z
  .object({
    url: z.string().max(4000),
    title: z.string().max(1000),
    referrer: z.string().max(4000),
    zone: z.string().max(60),
  })
  .partial()

const LONGEST = 500

/** What the agent sees beside the message: page, referrer, device. */
export const contextOf = (
  given: z.infer<typeof place>,
  userAgent: string | undefined,
): Record<string, string> => {
  const entries: [string, string | undefined][] = [
    ['page', webAddress(given.url)],
    ['title', given.title],
    ['referrer', webAddress(given.referrer)],
    ['timeZone', given.zone],
    ['device', userAgent],
  ]
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const text = (value ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
      return text === '' ? [] : [[key, Array.from(text).slice(0, LONGEST).join('')]]
    }),
  )
}

/** An http address without its fragment and without a user's name and password in it; undefined for anything else. */
const webAddress = (text: string | undefined): string | undefined => {
  if (!text || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
