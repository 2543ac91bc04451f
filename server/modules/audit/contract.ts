import { z } from 'zod'
import { defineContract, fileAnswer, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

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

/** Several words in one parameter, commas between them. */
const several = (most: number) =>
  z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.string().max(100)).max(most))

const filter = z.object({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Only what holds this text: in the actor’s name, the action, the subject’s id or the details.'),
  alsoActions: several(100).optional().describe('With `q`: or has one of these actions, commas between.'),
  alsoSubjects: several(50).optional().describe('With `q`: or was done to one of these, commas between.'),
  action: z.string().max(60).optional().describe('Only actions that begin so.'),
  actorId: id.optional().describe('Only what this person did.'),
  subjectId: z.string().max(100).optional().describe('Only what was done to this.'),
  from: moment.optional(),
  to: moment.optional().describe('Only what was done before.'),
})
export type AuditQuery = z.infer<typeof filter>

export const audit = defineContract({
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Who changed settings or people, newest first.',
    access: { permission: 'audit.read' },
    query: pageQuery.extend(filter.shape),
    output: pageOf(auditEntry),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/audit/export',
    summary: 'The same as a file, newest first: CSV, or one JSON value a line. That it was taken is noted.',
    access: { permission: 'audit.export' },
    perMinute: 10,
    query: filter.extend({ format: z.enum(['csv', 'jsonl']) }),
    output: fileAnswer,
  },
})
