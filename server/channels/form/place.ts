const LONGEST = 500

/** An http address without its fragment and without a user's name and password in it; undefined for anything else. */
export const contextPage = (text: string | undefined): string | undefined => {
  if (!text || text.length > 4000 || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}

/** Where an inquiry comes from, as the agent sees it beside the message. Hostile: every part is checked and cut. */
export const placeOf = (page: string | undefined, userAgent: string | undefined): Record<string, string> => {
  const entries: [string, string | undefined][] = [
    ['page', contextPage(page)],
    ['device', userAgent],
  ]
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const text = (value ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
      return text === '' ? [] : [[key, Array.from(text).slice(0, LONGEST).join('')]]
    }),
  )
}
