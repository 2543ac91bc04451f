import { z } from 'zod'
import {
  defineContract,
  empty,
  fileAnswer,
  fileBody,
  id,
  line,
  moment,
  pageOf,
  pageQuery,
} from '../../kernel/contract.ts'
import { importOptions, mapping } from './contract-mapping.ts'
import { ISSUE_CODES, SOURCES } from './contract-words.ts'

const source = z.enum(SOURCES)

/** An import: what it takes, how far it is, what came of it. */
export const importState = z.object({
  id,
  source,
  account: z.string().describe('What it comes from: a second import from the same one adds what is new.'),
  fileName: z.string(),
  state: z
    .enum([
      'uploading',
      'columns',
      'reading',
      'ready',
      'making',
      'done',
      'failed',
      'cancelled',
      'undoing',
      'undone',
    ])
    .describe(
      '`columns`: a table waits to be told what stands in its columns. `ready`: it was read and looked through, and nothing is made yet.',
    ),
  inboxId: id,
  options: importOptions,
  size: z.number().int(),
  received: z.number().int().describe('Bytes of the file that have come.'),
  done: z.number().int().describe('How far reading, making or taking back is, out of `total`.'),
  total: z.number().int(),
  counts: z
    .record(z.string(), z.number().int())
    .describe(
      'Once it was read: talks, messages, people, files, and how many of them are there already. Once made: conversations, customers.',
    ),
  issues: z.array(z.object({ code: z.enum(ISSUE_CODES), count: z.number().int() })),
  failure: z
    .object({ code: z.string(), detail: z.string() })
    .nullable()
    .describe(
      'Why it came to an end: `damaged`, `locked`, `bomb`, `too-many-files`, `empty`, `stopped`, `error`.',
    ),
  createdBy: z.string(),
  createdAt: moment,
  endedAt: moment.nullable(),
})
export type Import = z.infer<typeof importState>

/** A word of the source, and what it is taken for. */
export const importValue = z.object({
  kind: z.enum(['agent', 'team', 'inbox', 'status', 'priority', 'tag', 'attribute']),
  value: z.string(),
  label: z.string().describe('What it is called there; empty where nothing but its id is known.'),
  detail: z.string().nullable().describe('A mail address.'),
  count: z.number().int(),
})
export type ImportValue = z.infer<typeof importValue>

/** A row of the report. */
export const importIssue = z.object({
  id,
  code: z.enum(ISSUE_CODES),
  place: z.string().describe('File and record.'),
  subject: z.string().describe('What it is called there.'),
  detail: z.string(),
})
export type ImportIssue = z.infer<typeof importIssue>

const manage = { permission: 'imports.manage' } as const
const ofImport = z.object({ importId: id })
const meaning = z.object({
  mapping,
  statuses: z.record(z.string(), z.string()).describe('What the source itself means by its statuses.'),
  priorities: z.record(z.string(), z.string()),
  values: z.array(importValue).describe('The most frequent 500 of each kind.'),
})

export const imports = defineContract({
  listImports: {
    method: 'GET',
    path: '/api/imports',
    summary: 'Imports, newest first.',
    access: manage,
    output: z.array(importState),
  },
  createImport: {
    method: 'POST',
    path: '/api/imports',
    summary: 'Begins an import; its file follows in pieces.',
    access: manage,
    status: 201,
    body: z.object({
      source,
      account: z.string().max(200).default(''),
      fileName: line(255),
      size: z.number().int().min(1),
      inboxId: id.describe('A mail inbox: where conversations go unless something else is said.'),
      options: importOptions.default({}),
    }),
    output: importState,
  },
  getImport: {
    method: 'GET',
    path: '/api/imports/:importId',
    summary: 'One import.',
    access: manage,
    params: ofImport,
    output: importState.extend({
      pieceSize: z.number().int(),
      pieces: z
        .array(z.number().int())
        .describe('Pieces of the file that are there: the others are to be sent (again).'),
    }),
  },
  putImportPiece: {
    method: 'PUT',
    path: '/api/imports/:importId/pieces/:n',
    summary:
      'A piece of the file, from 0 on; all but the last have `pieceSize` bytes. Sending one again does no harm.',
    access: manage,
    params: z.object({ importId: id, n: z.coerce.number().int().min(0) }),
    body: fileBody,
    output: z.object({ received: z.number().int() }),
  },
  readImport: {
    method: 'POST',
    path: '/api/imports/:importId/read',
    summary:
      'Has the file read, once all of it is there; nothing is made. A table first waits for its columns.',
    access: manage,
    status: 202,
    params: ofImport,
    body: z.object({ options: importOptions.optional() }),
    output: importState,
  },
  getImportColumns: {
    method: 'GET',
    path: '/api/imports/:importId/columns',
    summary: 'The columns of a table with its first rows, and what suggests itself for each.',
    access: manage,
    params: ofImport,
    output: z.object({
      encoding: z.string(),
      columns: z.array(
        z.object({
          heading: z.string(),
          samples: z.array(z.string()),
          field: z.string().nullable(),
        }),
      ),
    }),
  },
  getImportMapping: {
    method: 'GET',
    path: '/api/imports/:importId/mapping',
    summary: 'The words of the source, and what becomes of each.',
    access: manage,
    params: ofImport,
    output: meaning,
  },
  saveImportMapping: {
    method: 'PUT',
    path: '/api/imports/:importId/mapping',
    summary: 'Says what becomes of the source’s words.',
    access: manage,
    params: ofImport,
    body: mapping,
    output: meaning,
  },
  makeImport: {
    method: 'POST',
    path: '/api/imports/:importId/make',
    summary: 'Makes customers and conversations of what was read. Nothing is sent, and nobody is told.',
    access: manage,
    status: 202,
    params: ofImport,
    output: importState,
  },
  cancelImport: {
    method: 'POST',
    path: '/api/imports/:importId/cancel',
    summary: 'Ends an import; what it has made by then stays until it is taken back.',
    access: manage,
    params: ofImport,
    output: importState,
  },
  undoImport: {
    method: 'POST',
    path: '/api/imports/:importId/undo',
    summary:
      'Takes back what an import made and nobody touched since: conversations, then customers of whom nothing else is known.',
    access: manage,
    status: 202,
    params: ofImport,
    output: importState,
  },
  deleteImport: {
    method: 'DELETE',
    path: '/api/imports/:importId',
    summary: 'Removes an import of which nothing was made from the list, with its file.',
    access: manage,
    params: ofImport,
    output: empty,
  },
  listImportIssues: {
    method: 'GET',
    path: '/api/imports/:importId/issues',
    summary: 'What could not be read or made, or not wholly.',
    access: manage,
    params: ofImport,
    query: pageQuery,
    output: pageOf(importIssue),
  },
  getImportReport: {
    method: 'GET',
    path: '/api/imports/:importId/report',
    summary: 'The same as a table (CSV).',
    access: manage,
    params: ofImport,
    output: fileAnswer,
  },
})
