import { z } from 'zod'
import { defineContract, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

export const auditEntry = z.object({
  id,
  at: moment,
  actorKind: z.string(),
  actorId: id.nullable(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})

export const audit = defineContract({
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Who changed settings or people, newest first.',
    access: { permission: 'audit.read' },
    query: pageQuery.extend({
      action: z.string().max(60).optional().describe('Only actions that begin so.'),
      actorId: id.optional().describe('Only what this person did.'),
      subjectId: z.string().max(100).optional().describe('Only what was done to this.'),
      from: moment.optional(),
      to: moment.optional().describe('Only what was done before.'),
    }),
    output: pageOf(auditEntry),
  },
})
