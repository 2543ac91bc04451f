import { z } from 'zod'
import {
  defineContract,
  fileAnswer,
  id,
  inBoth,
  language,
  moment,
  pageOf,
  pageQuery,
} from '../../kernel/contract.ts'

const counts = z.record(z.string(), z.number().int())

/** The proof that somebody was erased: who asked for it, when, and how many rows of which kind it took. */
export const erasure = z.object({
  id,
  customerId: id,
  state: z.enum(['running', 'done']),
  askedBy: z.string(),
  askedAt: moment,
  doneAt: moment.nullable(),
  counts: counts.describe('Rows by kind; nothing of what stood in them.'),
})
export type Erasure = z.infer<typeof erasure>

/** A person's data as a file. */
export const customerExport = z.object({
  id,
  customerId: id,
  language,
  notes: z.boolean().describe('With internal notes, in a folder of their own.'),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  askedBy: z.string(),
  askedAt: moment,
  doneAt: moment.nullable(),
  failure: z
    .enum(['stopped', 'error'])
    .nullable()
    .describe('Why it failed: each process that made it stopped before the end, or something went wrong.'),
  total: z.number().int().describe('Conversations that it will hold.'),
  done: z.number().int().describe('Conversations that stand in it so far.'),
  size: z.number().int().describe('Bytes of the file.'),
  until: moment.nullable().describe('When it goes by itself; null: it stays.'),
})
export type CustomerExport = z.infer<typeof customerExport>

/** A kind of data, and how long it is kept. */
export const keepingRule = z.object({
  kind: z.string(),
  title: inBoth,
  hint: inBoth.describe('What goes, and what stays.'),
  days: z.number().int().nullable().describe('Null: without an end.'),
  byDefault: z.number().int().nullable(),
  leastDays: z.number().int(),
})
export type KeepingRule = z.infer<typeof keepingRule>

/** What a rule took: the proof of it. */
export const keepingRun = z.object({
  id,
  kind: z.string(),
  days: z.number().int(),
  rows: z.number().int(),
  from: moment.nullable().describe('The oldest of what went.'),
  to: moment.nullable().describe('The newest of what went.'),
  startedAt: moment,
  endedAt: moment.nullable(),
})
export type KeepingRun = z.infer<typeof keepingRun>

const days = z.coerce.number().int().min(1).max(36_500)
const erase = { permission: 'customers.erase' } as const
const disclose = { permission: 'customers.disclose' } as const
const settings = { permission: 'settings.write' } as const
const ofCustomer = z.object({ customerId: id })
const ofKind = z.object({ kind: z.string().max(60) })

export const keeping = defineContract({
  eraseCustomer: {
    method: 'POST',
    path: '/api/customers/:customerId/erasure',
    summary:
      'Erases everything about a customer for good, with all who were merged into them; figures stay. Can’t be undone.',
    access: erase,
    params: ofCustomer,
    status: 202,
    body: z.object({ name: z.string().max(200).describe('The customer’s name, typed as it stands there.') }),
    output: erasure,
  },
  listErasures: {
    method: 'GET',
    path: '/api/erasures',
    summary: 'Who was erased, newest first: the proof, without any personal data.',
    access: erase,
    query: pageQuery,
    output: pageOf(erasure),
  },
  startExport: {
    method: 'POST',
    path: '/api/customers/:customerId/exports',
    summary:
      'Puts a customer’s data into one file, to be given to them: what they said, what was said to them, what is known of them. Words of others are left out.',
    access: disclose,
    params: ofCustomer,
    status: 202,
    body: z.object({
      language,
      notes: z
        .boolean()
        .default(false)
        .describe(
          'Internal notes, too, in the folder `internal`: look through them before anybody else does.',
        ),
    }),
    output: customerExport,
  },
  listExports: {
    method: 'GET',
    path: '/api/customers/:customerId/exports',
    summary: 'Files with all of a customer’s data that are still there, newest first.',
    access: disclose,
    params: ofCustomer,
    output: z.array(customerExport),
  },
  getExportFile: {
    method: 'GET',
    path: '/api/customer-exports/:exportId/file',
    summary: 'The file itself: a ZIP with pages to read, JSON, and everything that was attached.',
    access: disclose,
    params: z.object({ exportId: id }),
    output: fileAnswer,
  },
  listRules: {
    method: 'GET',
    path: '/api/keeping-rules',
    summary: 'How long each kind of data is kept.',
    access: settings,
    output: z.array(keepingRule),
  },
  tryRule: {
    method: 'GET',
    path: '/api/keeping-rules/:kind/due',
    summary: 'What a rule would remove today. Changes nothing.',
    access: settings,
    params: ofKind,
    query: z.object({ days }),
    output: z.object({
      rows: z.number().int(),
      oldest: moment.nullable(),
      before: moment.describe('What is older goes.'),
    }),
  },
  saveRule: {
    method: 'PUT',
    path: '/api/keeping-rules/:kind',
    summary: 'Says how long a kind of data is kept; it takes effect with the next night.',
    access: settings,
    params: ofKind,
    body: z.object({ days: days.nullable() }),
    output: keepingRule,
  },
  listRuns: {
    method: 'GET',
    path: '/api/keeping-runs',
    summary: 'What rules removed, newest first: the proof of it.',
    access: settings,
    query: pageQuery,
    output: pageOf(keepingRun),
  },
})
