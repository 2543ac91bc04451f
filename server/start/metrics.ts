import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { demand } from '../kernel/caller.ts'
import type { Database } from '../kernel/db/index.ts'
import { errorText, unauthenticated } from '../kernel/errors.ts'
import type { Authenticate } from '../kernel/http/index.ts'
import type { LiveHub } from '../kernel/live/index.ts'
import { readCounts, type Counts } from './metrics-counts.ts'
import { routeName } from './route-name.ts'

/** What the metrics need of the process. */
export interface MetricServices {
  server: FastifyInstance
  database: Database
  hub: LiveHub
  authenticate: Authenticate
  version: string
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/** A program on this machine, not somebody behind a proxy of this machine. */
const isLocal = (request: FastifyRequest): boolean =>
  LOOPBACK.test(request.socket.remoteAddress ?? '') && !FORWARDED.some((name) => name in request.headers)

/**
 * Prometheus metrics at /metrics: for programs on this machine as they are, for others with the API key of somebody who
 * may change settings. What waits is counted when it is asked for.
 */
export const mountMetrics = ({ server, database, hub, authenticate, version }: MetricServices): void => {
  const registry = new Registry()
  const durations = new Histogram({
    name: 'madoguchi_http_request_duration_seconds',
    help: 'Time to answer requests, by method, address pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeName(request), status: reply.statusCode }
    durations.observe(labels, reply.elapsedTime / 1000)
  })
  const set = createGauges(registry)
  set.info(version)
  let begun = false
  server.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) await demandOperator(request, authenticate)
    // Watching the event loop costs a little all the time, so it begins with the first who wants to know.
    if (!begun) collectDefaultMetrics({ register: registry })
    begun = true
    set.process(hub.size, database)
    set.counts(await readCounts(database).catch((error) => logAway(database, error)))
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

const demandOperator = async (request: FastifyRequest, authenticate: Authenticate): Promise<void> => {
  const caller = await authenticate(request)
  if (!caller)
    throw unauthenticated(
      'metrics.signed-out',
      'From outside of this machine metrics need an API key of an owner (Authorization: Bearer …).',
    )
  demand(caller, 'settings.write')
}

const logAway = (database: Database, error: unknown): undefined => {
  database.kernel.log.warn({ error: errorText(error) }, 'metrics without counts: the database did not answer')
}

const createGauges = (registry: Registry) => {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `madoguchi_${name}`, help, labelNames, registers: [registry] })
  const info = gauge('info', 'The version that runs; always 1.', ['version'])
  const screens = gauge('live_screens', 'Open live connections of this process.')
  const pool = gauge(
    'db_connections',
    'Database connections of this process by state; waiting: requests without one.',
    ['state'],
  )
  const up = gauge('database_up', '1 when the database answered the counts below.')
  const arrivals = gauge('arrivals', 'What came in and is not stored yet: waiting, or quarantined.', [
    'state',
  ])
  const arrivalsAge = gauge('arrivals_oldest_seconds', 'Age of the oldest arrival that waits.')
  const events = gauge('events_waiting', 'Announcements that not every room has handled.')
  const eventsAge = gauge('events_oldest_seconds', 'Age of the oldest announcement that waits.')
  const jobs = gauge('jobs', 'Background jobs by state; failed: given up.', ['state'])
  const jobsAge = gauge('jobs_oldest_seconds', 'For how long the oldest job that waits has been due.')
  const deliveries = gauge('deliveries', 'Messages that have not left, by state.', ['state'])
  const hooks = gauge('webhook_deliveries', 'Events that webhooks have not taken, by state.', ['state'])
  const inboxes = gauge('inboxes_failing', 'Active inboxes whose connection fails.')
  const warnings = gauge(
    'inboxes_warning',
    'Active inboxes by what is to be looked at: messages wait, unusual silence, access ends soon, some not fetched.',
    ['kind'],
  )
  const lag = gauge(
    'inbox_lag_seconds',
    'For how long the oldest message known to wait at a provider has waited.',
  )
  const byState = (target: Gauge, values: Readonly<Record<string, number>>): void => {
    target.reset()
    for (const [state, value] of Object.entries(values)) target.set({ state }, value)
  }
  return {
    info: (version: string): void => info.set({ version }, 1),
    process(open: number, { pool: { totalCount, idleCount, waitingCount } }: Database): void {
      screens.set(open)
      byState(pool, { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount })
    },
    counts(counts: Counts | undefined): void {
      up.set(counts ? 1 : 0)
      if (!counts) return
      byState(arrivals, counts.arrivals)
      arrivalsAge.set(counts.arrivalsAge)
      events.set(counts.eventsWaiting)
      eventsAge.set(counts.eventsAge)
      byState(jobs, counts.jobs)
      jobsAge.set(counts.jobsAge)
      byState(deliveries, counts.deliveries)
      byState(hooks, counts.webhookDeliveries)
      inboxes.set(counts.inboxesFailing)
      for (const [kind, value] of Object.entries(counts.inboxWarnings)) warnings.set({ kind }, value)
      lag.set(counts.inboxLag)
    },
  }
}
