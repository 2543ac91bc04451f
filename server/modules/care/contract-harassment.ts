import { z } from 'zod'
import { defineContract, empty, fileAnswer, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import { appeal, contactLimit } from './contract-limits.ts'

/**
 * Kinds of harassment by customers: the nine types of the manual of the Japanese Ministry of Health, Labour and Welfare
 * (厚生労働省「カスタマーハラスメント対策企業マニュアル」, February 2022, chapter on how to respond by type of conduct: 時間拘束型,
 * リピート型, 暴言型, 暴力型, 威嚇・脅迫型, 権威型, 店舗外拘束型, SNS／インターネット上での誹謗中傷型, セクシュアルハラスメント型), in its
 * order; then demands whose content is unreasonable, which it treats before the types (要求の内容が妥当性を欠く), and whatever
 * fits none. The duty of employers to act is in the Act on Comprehensive Promotion of Labour Policies as amended in 2025, in
 * force since 1 October 2026.
 */
const HARASSMENT_KINDS = [
  'time',
  'repeat',
  'abuse',
  'violence',
  'threat',
  'authority',
  'confinement',
  'defamation',
  'sexual',
  'demand',
  'other',
] as const

export const harassmentKind = z.enum(HARASSMENT_KINDS)
export type HarassmentKind = z.infer<typeof harassmentKind>

export const harassmentState = z.enum(['reported', 'confirmed', 'dismissed', 'appealed', 'closed'])
export type HarassmentState = z.infer<typeof harassmentState>

const words = z.string().max(5000)
const said = z.string().min(1).max(5000)
const kinds = z.array(harassmentKind).min(1).max(HARASSMENT_KINDS.length)
const evidenceIds = z
  .array(id)
  .max(100)
  .describe('Messages of the conversation that are kept as evidence, with their files.')

export const harassment = z.object({
  id,
  conversationId: id.describe('Where it shows: of a merged conversation that which it went into.'),
  customerId: id,
  kinds: z.array(harassmentKind),
  summary: z.string(),
  state: harassmentState,
  reportedBy: id,
  reportedAt: moment,
  exposed: z.array(id).describe('Who of us had to bear it.'),
  decidedBy: id.nullable(),
  decidedAt: moment.nullable(),
  decision: z.string().describe('Why it was confirmed or dismissed.'),
  takenOverBy: id.nullable(),
  takenOverAt: moment.nullable(),
  reviewOn: z.iso.date().nullable(),
  closedAt: moment.nullable(),
  closedBy: id.nullable(),
  evidenceCount: z.number().int(),
  limit: contactLimit.nullable().describe('The limit on contact that stands.'),
  appeal: appeal.nullable().describe('The appeal that waits to be decided.'),
})
export type Harassment = z.infer<typeof harassment>

export const listedHarassment = harassment.extend({
  conversation: z.object({ number: z.number().int(), subject: z.string(), customer: z.string() }),
})
export type ListedHarassment = z.infer<typeof listedHarassment>

/** A piece of evidence: the message as it was when it was kept, or one of its files. */
export const evidence = z.object({
  id,
  position: z.number().int(),
  kind: z.enum(['message', 'file']),
  messageId: id,
  keptAt: moment,
  keptBy: z.object({ id: id.nullable(), name: z.string() }),
  hash: z.string().describe('SHA-256 in hex, over the hash before it and the content.'),
  intact: z.boolean().describe('Hash and content agree, and nothing before it was changed or removed.'),
  message: z
    .object({
      at: moment,
      author: z.string(),
      from: z.string(),
      subject: z.string().nullable(),
      text: z.string(),
      hasHtml: z.boolean(),
    })
    .nullable(),
  file: z
    .object({ name: z.string(), type: z.string(), size: z.number().int(), sha256: z.string() })
    .nullable(),
})
export type Evidence = z.infer<typeof evidence>

export const harassmentStep = z.object({
  id,
  at: moment,
  by: z.object({ kind: z.string(), id: id.nullable(), name: z.string() }),
  step: z.enum([
    'reported',
    'changed',
    'confirmed',
    'dismissed',
    'kept',
    'taken-over',
    'limited',
    'blocked',
    'told',
    'not-told',
    'reviewed',
    'lifted',
    'appealed',
    'upheld',
    'granted',
    'closed',
    'reopened',
    'erased-customer',
  ]),
  words: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type HarassmentStep = z.infer<typeof harassmentStep>

export const harassmentReport = z.object({
  kinds,
  summary: said.describe('What happened.'),
  messageIds: evidenceIds.default([]),
  exposed: z.array(id).max(50).optional().describe('Who of us had to bear it; left out: who reports it.'),
})
export type HarassmentReport = z.infer<typeof harassmentReport>

export const harassmentFilter = z.object({
  state: z
    .enum(['standing', 'review', 'mine', 'closed', 'all'])
    .default('standing')
    .describe(
      '`review`: to be decided, appealed against, or due to be looked at again. `mine`: reported by the caller.',
    ),
  kind: harassmentKind.optional(),
})
export type HarassmentFilter = z.infer<typeof harassmentFilter>

/** How often somebody had to bear harassment of late. */
export const exposure = z.object({
  agentId: id,
  in7: z.number().int().describe('Records within seven days; dismissed ones count for nobody.'),
  in30: z.number().int(),
  in90: z.number().int(),
  lastAt: moment,
})
export type Exposure = z.infer<typeof exposure>

const report = { permission: 'harassment.report' } as const
const handle = { permission: 'harassment.handle' } as const
const ofConversation = z.object({ conversationId: id })
const one = z.object({ harassmentId: id })

export const harassmentRoutes = defineContract({
  listConversationHarassments: {
    method: 'GET',
    path: '/api/conversations/:conversationId/harassments',
    summary: 'Records of harassment on a conversation, the newest first.',
    access: report,
    params: ofConversation,
    output: z.array(harassment),
  },
  reportHarassment: {
    method: 'POST',
    path: '/api/conversations/:conversationId/harassments',
    summary: 'Reports harassment by a customer, and keeps messages as evidence.',
    access: report,
    status: 201,
    params: ofConversation,
    body: harassmentReport,
    output: harassment,
  },
  listHarassments: {
    method: 'GET',
    path: '/api/harassments',
    summary:
      'Records on conversations that the caller may see; without the permission to handle them, those that they reported.',
    access: report,
    query: harassmentFilter.extend(pageQuery.shape),
    output: pageOf(listedHarassment),
  },
  listExposure: {
    method: 'GET',
    path: '/api/harassment-exposure',
    summary:
      'How often people had to bear harassment within 90 days, the most exposed first; the caller alone unless they handle records.',
    access: report,
    output: z.array(exposure),
  },
  getHarassment: {
    method: 'GET',
    path: '/api/harassments/:harassmentId',
    summary: 'One record with what was kept and what happened to it.',
    access: report,
    params: one,
    output: z.object({
      harassment: listedHarassment,
      evidence: z.array(evidence),
      complete: z.boolean().describe('No piece of evidence is missing, and each is as it was kept.'),
      steps: z.array(harassmentStep).describe('The newest first.'),
      limits: z.array(contactLimit).describe('Every limit that there ever was, the newest first.'),
      appeals: z.array(appeal),
    }),
  },
  keepEvidence: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/evidence',
    summary: 'Keeps more messages of the conversation as evidence. What is kept already is left alone.',
    access: report,
    params: one,
    body: z.object({ messageIds: evidenceIds.min(1) }),
    output: harassment,
  },
  getEvidenceFile: {
    method: 'GET',
    path: '/api/harassments/:harassmentId/evidence/:evidenceId/file',
    summary: 'A file that is evidence, as it was kept.',
    access: handle,
    params: one.extend({ evidenceId: id }),
    output: fileAnswer,
  },
  exportHarassment: {
    method: 'GET',
    path: '/api/harassments/:harassmentId/record.json',
    summary:
      'The record with its evidence byte for byte as it was hashed, so that others can check it: for a lawyer or the police.',
    access: handle,
    perMinute: 20,
    params: one,
    output: fileAnswer,
  },
  updateHarassment: {
    method: 'PATCH',
    path: '/api/harassments/:harassmentId',
    summary: 'Changes what a record says it was, who bore it, and when somebody looks at it again.',
    access: handle,
    params: one,
    body: z
      .object({
        kinds,
        summary: said,
        exposed: z.array(id).max(50),
        reviewOn: z.iso.date().nullable(),
      })
      .partial(),
    output: harassment,
  },
  decideHarassment: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/decision',
    summary: 'Says whether it was harassment. A dismissed record counts for nobody and limits nothing.',
    access: handle,
    params: one,
    body: z.object({
      confirmed: z.boolean(),
      reason: said,
      reviewOn: z.iso.date().nullable().default(null),
    }),
    output: harassment,
  },
  takeOver: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/take-over',
    summary: 'Gives the conversation to the caller, and tells whoever had it.',
    access: handle,
    params: one,
    body: z.object({ words: words.default('') }),
    output: harassment,
  },
  closeHarassment: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/close',
    summary: 'Closes a record; a conflict while a limit on contact stands or an appeal waits.',
    access: handle,
    params: one,
    body: z.object({ reason: said }),
    output: harassment,
  },
  reopenHarassment: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/reopen',
    summary: 'Opens a closed or dismissed record again.',
    access: handle,
    params: one,
    body: z.object({ reason: said }),
    output: harassment,
  },
  eraseHarassment: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/erase',
    summary: 'Erases a record with its evidence for good, before its time: somebody has a right to it.',
    access: { permission: 'harassment.erase' },
    params: one,
    body: z.object({ reason: said }),
    output: empty,
  },
})
