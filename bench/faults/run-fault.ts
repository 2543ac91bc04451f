import type { Fault, Row } from './fault.ts'
import { readFound } from './found.ts'
import { sleep, until } from './insist.ts'
import { Load } from './load.ts'
import { using } from './opened.ts'
import { openStreet, type Street } from './street.ts'
import { tally } from './tally.ts'
import { openWorld, type World } from './world.ts'

/** Messages flow for a moment before it begins, and for another after it is over. */
const BEFORE_MS = 2000
const AFTER_MS = 3000
const PATIENCE_S = 90

const WAITING = `
  select (select count(*)::int from arrivals where state = 'waiting') as arrivals, (select count(*)::int from events) as events,
    (select count(*)::int from deliveries where state in ('waiting', 'sending')) as deliveries,
    (select count(distinct substring(text from '#(?:imap|smtp|chat)-[0-9]+#'))::int from messages where kind = 'inbound') as stored`

/** What still waits anywhere, or is acknowledged and not there yet, in words; nothing when all is quiet. */
const unsettled = async ({ house, street }: World, load: Load): Promise<string[]> => {
  const [row] = await house.query<Record<'arrivals' | 'events' | 'deliveries' | 'stored', number>>(WAITING)
  if (!row) return ['everything']
  const { stored, ...waiting } = row
  const counts = { ...waiting, mails: await street.mail.queued(), missing: load.messages.size - stored }
  return Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
}

const strikeIn = async (world: World, fault: Fault): Promise<Row> => {
  const began = performance.now()
  const load = new Load(world)
  await sleep(BEFORE_MS)
  await fault.strike(world).finally(() => sleep(AFTER_MS).then(() => load.end()))
  let left: string[] = []
  const isQuiet = async (): Promise<boolean> => (left = await unsettled(world, load)).length === 0
  await until(isQuiet, (fault.patience ?? PATIENCE_S) * 1000)
  const counted = tally(load, await readFound(world))
  if (left.length > 0) counted.marks.push(`still waiting: ${left.join(', ')}`)
  if (load.givenUp.length > 0) counted.marks.push(...load.givenUp.map((one) => `${one} given up`))
  return { fault: fault.name, ...counted, seconds: (performance.now() - began) / 1000 }
}

/** Opens a world, lets the fault strike while messages flow, waits until all is quiet, and counts. */
export const runFault = async (fault: Fault, shared: Street): Promise<Row> => {
  const skipped = fault.impossible?.()
  if (skipped !== undefined) return { fault: fault.name, skipped }
  const runIn = async (street: Street): Promise<Row> =>
    using(await openWorld(street, fault), (world) => strikeIn(world, fault))
  if (fault.quota === undefined) return runIn(shared)
  const own = await openStreet({ quota: fault.quota })
  return 'skipped' in own ? { fault: fault.name, ...own } : using(own, runIn)
}
