import { lookalikes } from './bounces-lookalikes.ts'
import { carriers } from './bounces-carriers.ts'
import { freeBounces } from './bounces-free.ts'
import { passedOn } from './bounces-passed-on.ts'
import { relayBounces } from './bounces-relays.ts'
import { servers } from './bounces-servers.ts'
import type { GoldenMail } from './build.ts'

/** Bounces, delays and complaints, and letters that are none. */
export const bounces: GoldenMail[] = [
  ...carriers,
  ...servers,
  ...freeBounces,
  ...relayBounces,
  ...lookalikes,
  ...passedOn,
]
