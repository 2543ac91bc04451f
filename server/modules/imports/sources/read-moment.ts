import { momentOfWall } from '../../hours/index.ts'
import { moment } from './json.ts'

const JAPANESE =
  /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:[\sT　]*(?:[(（].{1,3}[)）])?\s*(午前|午後)?\s*(\d{1,2})[:時](\d{1,2})(?:[:分](\d{1,2}))?(?:秒|\.\d+)?分?)?$/
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?$/i

/**
 * A moment as people write it in tables, as ISO 8601: with a zone as it says, otherwise in the workspace's. Of `3/4/2024` the
 * month comes first, unless it can't be one. Undefined where it is none.
 */
export const readMoment = (written: string, timeZone: string): string | undefined => {
  const value = written.normalize('NFKC').trim()
  const year = JAPANESE.exec(value)
  if (year) {
    const [, y, m, d, half, hour = '0', minute = '0', second = '0'] = year
    const h = (Number(hour) % (half ? 12 : 24)) + (half === '午後' ? 12 : 0)
    return inZone([y, m, d, h, minute, second].map(Number), timeZone)
  }
  const month = AMERICAN.exec(value)
  if (month) {
    const [, first, second, y, hour = '0', minute = '0', seconds = '0', half = ''] = month
    const [m, d] = Number(first) > 12 ? [second, first] : [first, second]
    const h = (Number(hour) % (half ? 12 : 24)) + (/pm/i.test(half) ? 12 : 0)
    return inZone([y, m, d, h, minute, seconds].map(Number), timeZone)
  }
  return moment(value)
}

/** What a clock on the wall of a zone shows, as a moment. */
const inZone = (parts: readonly number[], timeZone: string): string | undefined => {
  const [y = 0, m = 1, d = 1, h = 0, minute = 0, second = 0] = parts
  const asUtc = Date.UTC(y, m - 1, d, h, minute, second)
  const day = new Date(asUtc)
  if (Number.isNaN(asUtc) || day.getUTCMonth() !== m - 1 || day.getUTCDate() !== d || y < 1990 || y > 2100)
    return undefined
  return momentOfWall(timeZone, asUtc).toISOString()
}
