import { z } from 'zod'
import { id } from '../../kernel/contract.ts'

/** Fields of a table's rows. */
export const COLUMN_FIELDS = [
  'id',
  'subject',
  'text',
  'at',
  'direction',
  'agent',
  'name',
  'kana',
  'mail',
  'phone',
  'language',
  'status',
  'priority',
  'tags',
  'team',
  'resolvedAt',
  'messageId',
  'attribute',
] as const
export type ColumnField = (typeof COLUMN_FIELDS)[number]

/** How a source is read. */
export const importOptions = z.object({
  own: z
    .array(z.string().max(320))
    .max(200)
    .optional()
    .describe(
      'Of mailboxes: further addresses of yours, or domains (`@shop.example`): what comes from there is an answer.',
    ),
  rows: z.enum(['messages', 'customers']).optional().describe('Of tables: what a row is.'),
  columns: z
    .array(z.enum(COLUMN_FIELDS).nullable())
    .max(1000)
    .optional()
    .describe('Of tables: what stands in each column; null: it is left out.'),
})
export type ImportOptions = z.infer<typeof importOptions>

const status = z.enum(['open', 'pending', 'resolved'])
const priority = z.enum(['low', 'normal', 'high', 'urgent'])
const word = z.string().max(300)

/** What becomes of the source's words. A word that is not named goes by the source's own meaning, or by nothing. */
export const mapping = z.object({
  agents: z
    .record(word, id.nullable())
    .default({})
    .describe('Whose answers and conversations they are; null: nobody’s here.'),
  teams: z.record(word, id.nullable()).default({}),
  inboxes: z
    .record(word, id.nullable())
    .default({})
    .describe('Where conversations go; null, or not named: the import’s inbox.'),
  statuses: z.record(word, status).default({}),
  priorities: z.record(word, priority).default({}),
  tags: z
    .record(word, z.string().max(100).nullable())
    .default({})
    .describe('Another name; null: the tag is left out.'),
  attributes: z
    .record(word, z.string().max(60).nullable())
    .default({})
    .describe('Another key; null: it is left out.'),
})
export type Mapping = z.infer<typeof mapping>

/** No word is translated yet. */
export const NO_MAPPING: Mapping = mapping.parse({})
