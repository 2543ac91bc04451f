import { defineEvent } from '../../kernel/events/index.ts'

/** A complaint was recorded, changed or removed; `agentIds`: for whom it counts. */
export const complaintChanged = defineEvent<{
  conversationId: string
  inboxId: string
  complaintId: string
  agentIds: string[]
}>('complaint.changed')

/** A complaint was recorded. */
export const complaintOpened = defineEvent<{
  conversationId: string
  inboxId: string
  complaintId: string
}>('complaint.opened')

/** A complaint was closed. */
export const complaintClosed = defineEvent<{
  conversationId: string
  inboxId: string
  complaintId: string
}>('complaint.closed')

/** Somebody else was given a complaint to see to. */
export const complaintGiven = defineEvent<{
  conversationId: string
  inboxId: string
  complaintId: string
  agentId: string
  actorId: string | null
}>('complaint.given')

/** A deadline of a complaint has come, and nothing has met it. */
export const complaintOverdue = defineEvent<{
  conversationId: string
  inboxId: string
  complaintId: string
  agentId: string | null
}>('complaint.overdue')

/** Causes of complaints or their deadlines are others now. */
export const complaintSettingsChanged = defineEvent<object>('complaint.settings-changed')

interface HarassmentPlace {
  conversationId: string
  inboxId: string
  harassmentId: string
}

/** A record of harassment was made, changed or erased, or something happened to it. */
export const harassmentChanged = defineEvent<HarassmentPlace>('harassment.changed')

/** Somebody of ours reported harassment. */
export const harassmentReported = defineEvent<HarassmentPlace & { actorId: string | null }>(
  'harassment.reported',
)

/** Somebody appealed against a limit on contact. */
export const appealMade = defineEvent<HarassmentPlace & { appealId: string }>('harassment.appealed')

/** A message came beyond a limit on contact and is held. */
export const contactHeld = defineEvent<{ limitId: string; arrivalId: string; inboxId: string }>(
  'harassment.held',
)
