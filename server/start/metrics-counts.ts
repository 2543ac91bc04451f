import type { Database } from '../kernel/db/index.ts'
import { countWarnings } from '../modules/inboxes/index.ts'
import { workspaceIds } from '../modules/workspace/index.ts'
import { jobCounts, workCounts } from './queries/metrics.ts'

/** What waits and what went wrong over all workspaces; ages in seconds. */
export interface Counts {
  arrivals: { waiting: number; quarantined: number }
  arrivalsAge: number
  eventsWaiting: number
  eventsAge: number
  jobs: Record<string, number>
  jobsAge: number
  deliveries: Record<string, number>
  webhookDeliveries: Record<string, number>
  inboxesFailing: number
  inboxWarnings: Record<string, number>
  inboxLag: number
}

const LONGEST_MS = 5000

// States that are there with 0, so that an alert can tell "none" from "not known".
const nothing = (): Counts => ({
  arrivals: { waiting: 0, quarantined: 0 },
  arrivalsAge: 0,
  eventsWaiting: 0,
  eventsAge: 0,
  jobs: { waiting: 0, scheduled: 0, running: 0, failed: 0 },
  jobsAge: 0,
  deliveries: { waiting: 0, held: 0, sending: 0, failed: 0, uncertain: 0 },
  webhookDeliveries: { waiting: 0, failed: 0 },
  inboxesFailing: 0,
  inboxWarnings: { lagging: 0, silent: 0, expiring: 0, gaps: 0 },
  inboxLag: 0,
})

const addTo = (sum: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [state, count] of Object.entries(more)) sum[state] = (sum[state] ?? 0) + count
}

const count = async (database: Database): Promise<Counts> => {
  const sum = nothing()
  for (const workspaceId of await workspaceIds(database.reference)) {
    const one = await workCounts(database.in(workspaceId))
    sum.arrivals.waiting += one.arrivalsWaiting
    sum.arrivals.quarantined += one.arrivalsQuarantined
    sum.arrivalsAge = Math.max(sum.arrivalsAge, one.arrivalsAge)
    sum.eventsWaiting += one.eventsWaiting
    sum.eventsAge = Math.max(sum.eventsAge, one.eventsAge)
    sum.inboxesFailing += one.inboxesFailing
    const { warnings, lagSeconds } = await countWarnings(database.in(workspaceId))
    addTo(sum.inboxWarnings, warnings)
    sum.inboxLag = Math.max(sum.inboxLag, lagSeconds)
    addTo(sum.deliveries, one.deliveries)
    addTo(sum.webhookDeliveries, one.webhookDeliveries)
  }
  const now = database.kernel.clock.now().getTime()
  for (const row of await jobCounts(database.reference)) {
    addTo(sum.jobs, { [row.state]: row.count })
    if (row.state === 'waiting') sum.jobsAge = Math.max(0, (now - row.oldest.getTime()) / 1000)
  }
  return sum
}

/** Counts over all workspaces. Rejects when the database takes longer than five seconds. */
export const readCounts = async (database: Database): Promise<Counts> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the counts took longer than five seconds')), LONGEST_MS)
  })
  return Promise.race([count(database), late]).finally(() => clearTimeout(timer))
}
