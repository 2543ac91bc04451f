import { z } from 'zod'
import {
  defineContract,
  empty,
  fileAnswer,
  id,
  line,
  moment,
  pageOf,
  pageQuery,
} from '../../kernel/contract.ts'

/** How much harm there is, the least first. */
export const severity = z.enum(['minor', 'serious', 'critical'])
export type Severity = z.infer<typeof severity>

export const complaintState = z.enum(['open', 'acting', 'closed'])
export type ComplaintState = z.infer<typeof complaintState>

const words = z.string().max(5000)
const hours = z
  .number()
  .int()
  .min(1)
  .max(8760)
  .nullable()
  .describe('Within how many hours a complaint is to be closed; null: there is no deadline.')

export const complaintSettings = z.object({
  causes: z
    .array(z.object({ id, name: z.string() }))
    .describe('Why customers complain, in the order in which it is offered.'),
  hours: z.object({ minor: hours, serious: hours, critical: hours }),
})
export type ComplaintSettings = z.infer<typeof complaintSettings>

export const complaintSettingsInput = z.object({
  causes: z.array(z.object({ id: id.optional().describe('Left out: a new one.'), name: line(100) })).max(100),
  hours: complaintSettings.shape.hours,
})
export type ComplaintSettingsInput = z.infer<typeof complaintSettingsInput>

/** What people write about a complaint. */
const written = {
  severity,
  causeId: id.nullable(),
  summary: words.describe('What the customer complains of.'),
  ownerId: id.nullable().describe('Who sees to it.'),
  dueAt: moment.nullable().describe('Until when it is to be closed.'),
  promise: words.describe('What the customer was promised.'),
  promiseDueAt: moment.nullable().describe('Until when that was promised.'),
  promiseKeptAt: moment.nullable().describe('When the promise was kept.'),
  apology: words.describe('How we apologised.'),
  apologisedAt: moment.nullable(),
  correction: words.describe('What was done so that it does not happen again.'),
  repeatsId: id.nullable().describe('The earlier complaint that this one repeats.'),
}

export const complaint = z.object({
  id,
  conversationId: id.describe('Where it shows: of a merged conversation that which it went into.'),
  ...written,
  state: complaintState,
  nextDueAt: moment
    .nullable()
    .describe('The deadline that comes first of those that nothing has met; null: none, or it is closed.'),
  openedBy: id.nullable().describe('Null: a rule.'),
  openedAt: moment,
  closedAt: moment.nullable(),
  closedBy: id.nullable(),
})
export type Complaint = z.infer<typeof complaint>

const inConversation = z.object({ number: z.number().int(), subject: z.string(), customer: z.string() })

export const listedComplaint = complaint.extend({ conversation: inConversation })
export type ListedComplaint = z.infer<typeof listedComplaint>

export const newComplaint = z.object({
  severity,
  causeId: id.nullable().default(null),
  summary: words.default(''),
  ownerId: id.nullable().optional().describe('Left out: whoever has the conversation.'),
  dueAt: moment.nullable().optional().describe('Left out: by its severity.'),
})
export type NewComplaint = z.infer<typeof newComplaint>

export const complaintChange = z.object(written).extend({ state: complaintState }).partial()
export type ComplaintChange = z.infer<typeof complaintChange>

/** What is known of what was changed. */
export const complaintChanged = z.object({
  id,
  at: moment,
  by: z.object({ kind: z.string(), id: id.nullable(), name: z.string() }),
  fields: z
    .record(z.string(), z.object({ from: z.string().nullable(), to: z.string().nullable() }))
    .describe('What it was and what it is, by the names of the fields.'),
})
export type ComplaintChanged = z.infer<typeof complaintChanged>

/** An earlier complaint that may be the same again. */
export const likeComplaint = z.object({
  id,
  conversationId: id,
  number: z.number().int(),
  subject: z.string(),
  customer: z.string(),
  severity,
  causeId: id.nullable(),
  state: complaintState,
  openedAt: moment,
  why: z.enum(['customer', 'cause', 'both']).describe('What it has in common.'),
})
export type LikeComplaint = z.infer<typeof likeComplaint>

export const complaintFilter = z.object({
  state: z
    .enum(['standing', 'overdue', 'closed', 'all'])
    .default('standing')
    .describe('`standing`: not closed, what is due first. The others have the newest first.'),
  severity: severity.optional(),
  causeId: z
    .union([id, z.literal('none')])
    .optional()
    .describe('`none`: no cause was named yet.'),
  owner: z.union([z.enum(['me', 'nobody']), id]).optional(),
  repeats: z.stringbool().optional().describe('Only those that repeat an earlier one.'),
  customerId: id.optional(),
  from: z.iso.date().optional().describe('Opened on this day or later, in the workspace’s time zone.'),
  to: z.iso.date().optional().describe('Opened on this day or earlier.'),
})
export type ComplaintFilter = z.infer<typeof complaintFilter>

const read = { permission: 'conversations.read' } as const
const write = { permission: 'complaints.write' } as const
const lead = { permission: 'complaints.manage' } as const
const ofConversation = z.object({ conversationId: id })
const one = z.object({ complaintId: id })

export const complaintRoutes = defineContract({
  getComplaintSettings: {
    method: 'GET',
    path: '/api/complaint-settings',
    summary: 'Causes of complaints, and until when complaints are to be closed.',
    access: read,
    output: complaintSettings,
  },
  saveComplaintSettings: {
    method: 'PUT',
    path: '/api/complaint-settings',
    summary:
      'Replaces the causes of complaints and their deadlines. A removed cause stays where it was named.',
    access: lead,
    body: complaintSettingsInput,
    output: complaintSettings,
  },
  listConversationComplaints: {
    method: 'GET',
    path: '/api/conversations/:conversationId/complaints',
    summary: 'Complaints that were recorded on a conversation, the newest first.',
    access: read,
    params: ofConversation,
    output: z.array(complaint),
  },
  openComplaint: {
    method: 'POST',
    path: '/api/conversations/:conversationId/complaints',
    summary: 'Records a complaint. A conflict while another one on the conversation is not closed.',
    access: write,
    status: 201,
    params: ofConversation,
    body: newComplaint,
    output: complaint,
  },
  getComplaint: {
    method: 'GET',
    path: '/api/complaints/:complaintId',
    summary: 'One complaint.',
    access: read,
    params: one,
    output: listedComplaint,
  },
  updateComplaint: {
    method: 'PATCH',
    path: '/api/complaints/:complaintId',
    summary: 'Changes a complaint, closes it, or opens it again.',
    access: write,
    params: one,
    body: complaintChange,
    output: complaint,
  },
  deleteComplaint: {
    method: 'DELETE',
    path: '/api/complaints/:complaintId',
    summary: 'Removes a complaint that was recorded by mistake, with everything that was noted of it.',
    access: lead,
    params: one,
    output: empty,
  },
  listComplaintChanges: {
    method: 'GET',
    path: '/api/complaints/:complaintId/changes',
    summary: 'Who changed what of a complaint, the newest first.',
    access: read,
    params: one,
    output: z.array(complaintChanged),
  },
  listLikeComplaints: {
    method: 'GET',
    path: '/api/complaints/:complaintId/like',
    summary: 'Earlier complaints of the same customer or with the same cause, which this one may repeat.',
    access: read,
    params: one,
    output: z.array(likeComplaint),
  },
  listComplaints: {
    method: 'GET',
    path: '/api/complaints',
    summary: 'Complaints on conversations that the caller may see.',
    access: read,
    query: complaintFilter.extend(pageQuery.shape),
    output: pageOf(listedComplaint),
  },
  exportComplaints: {
    method: 'GET',
    path: '/api/complaints.csv',
    summary: 'The same as CSV (UTF-8), with what people wrote.',
    access: lead,
    perMinute: 20,
    query: complaintFilter,
    output: fileAnswer,
  },
  getCareWaiting: {
    method: 'GET',
    path: '/api/me/care-waiting',
    summary:
      'How much waits for the caller: their complaints, and those of nobody, that are overdue; for those who handle them, records of harassment to be decided on or looked at again.',
    access: read,
    output: z.object({ overdueComplaints: z.number().int(), recordsToReview: z.number().int() }),
  },
})
