import { readCounts } from '../metrics-counts.ts'
import { fail, ok, warn, type Finding, type Patient } from './finding.ts'

/** Work that is older than this does not move. */
const STUCK_SECONDS = 600

const age = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`

const queue = (name: string, waiting: number, oldest: number, running: boolean): Finding => {
  if (waiting === 0) return ok(`${name}: none waits`)
  const text = `${name}: ${waiting.toLocaleString('en')} wait, the oldest for ${age(oldest)}`
  if (!running) return warn(text, 'Nothing runs; they are worked off after the start.')
  return oldest > STUCK_SECONDS
    ? fail(
        text,
        'Is a process with the role worker running (MADOGUCHI_ROLES)? Its log says what holds it up.',
      )
    : ok(text)
}

const some = (count: number, text: string, advice: string): Finding[] =>
  count > 0 ? [warn(`${count.toLocaleString('en')} ${text}`, advice)] : []

/** What came in, what happened, what is to be done, what goes out: whether it moves, and what was given up. */
export const checkWork = async ({ database, running }: Patient): Promise<Finding[]> => {
  const counts = await readCounts(database)
  const { deliveries, webhookDeliveries, jobs, arrivals } = counts
  return [
    queue('Arrivals', arrivals.waiting, counts.arrivalsAge, running),
    queue('Announcements', counts.eventsWaiting, counts.eventsAge, running),
    queue('Background jobs', jobs.waiting ?? 0, counts.jobsAge, running),
    ...some(
      arrivals.quarantined,
      'arrivals could not be understood and lie in quarantine',
      'Nothing is lost. Each inbox’s page (Settings → Inboxes) shows them with their reasons, and lets them be taken in again.',
    ),
    ...some(
      jobs.failed ?? 0,
      'background jobs were given up',
      'The log says why; report it if it is not clear.',
    ),
    ...some(
      deliveries.held ?? 0,
      'answers are held back by a setting',
      'Look at the page “Not sent” for what is missing.',
    ),
    ...some(
      (deliveries.failed ?? 0) + (deliveries.uncertain ?? 0),
      'answers did not reach the customer, or may not have',
      'Look at the page “Not sent”, and send them again from there.',
    ),
    ...some(
      webhookDeliveries.failed ?? 0,
      'events were not taken by webhooks',
      'Look at the webhook’s deliveries.',
    ),
  ]
}
