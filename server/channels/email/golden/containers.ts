import type { GoldenMail } from './build.ts'
import { calendars } from './calendars.ts'
import { secured } from './secured.ts'
import { tnefs } from './tnefs.ts'

/** Mails that hold their words, files or facts inside something. */
export const containers: GoldenMail[] = [...secured, ...calendars, ...tnefs]
