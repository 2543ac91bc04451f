import { z } from 'zod'
import { defineContract, id } from '../../kernel/contract.ts'
import { macroRoutes } from './contract-macros.ts'
import {
  body,
  filter,
  languageTag,
  listedTemplate,
  newTemplate,
  preview,
  purpose,
  savedTemplate,
  seen,
  shelves,
  template,
  templateChange,
  templateVersion,
  variable,
} from './contract-shapes.ts'

export * from './contract-shapes.ts'

const one = z.object({ templateId: id })
const inConversation = z.object({ conversationId: id })
const to = z
  .array(z.string().min(1).max(254))
  .max(50)
  .optional()
  .describe('To which addresses the answer goes; left out: to whoever wrote last.')
const chosen = z.object({
  templateId: id,
  to,
  language: languageTag.optional().describe('Of the variant; the customer’s, else the workspace’s.'),
})
const manage = { permission: 'templates.manage' } as const
const reply = { permission: 'conversations.reply' } as const

export const templates = defineContract({
  ...macroRoutes,
  listVariables: {
    method: 'GET',
    path: '/api/variables',
    summary: 'What answers may name as {{name}}, and the filters by which values are written.',
    access: reply,
    output: z.object({ variables: z.array(variable), filters: z.array(filter) }),
  },
  previewText: {
    method: 'POST',
    path: '/api/conversations/:conversationId/text-preview',
    summary: 'A text that names variables as it would read in a conversation, and what is wrong with it.',
    access: reply,
    params: inConversation,
    body: z.object({
      text: body,
      to,
      language: languageTag.optional().describe('In which dates and numbers are written; the workspace’s.'),
    }),
    output: preview,
  },
  listTemplates: {
    method: 'GET',
    path: '/api/templates',
    summary: 'Answers of the library that the caller may see, the nearest to what was typed first.',
    access: reply,
    query: z.object({
      q: z.string().max(200).optional().describe('Looked for in shortcuts, titles, folders and texts.'),
      state: z
        .enum(['usable', 'waiting', 'expired', 'archived', 'all'])
        .default('usable')
        .describe('`waiting`: with a version that is not approved; `all`: everything that is not put away.'),
      purpose: purpose.optional(),
      folder: z.string().max(100).optional(),
      ownerId: id.optional(),
      teamId: id.optional().describe('Those given to this team, not those for everybody.'),
      language: languageTag.optional().describe('Those with a text in it.'),
      limit: z.coerce.number().int().min(1).max(2000).default(50),
    }),
    output: z.array(listedTemplate),
  },
  listTemplateShelves: {
    method: 'GET',
    path: '/api/template-shelves',
    summary: 'By what the answers that the caller sees can be narrowed, with how many there are.',
    access: reply,
    output: shelves,
  },
  getTemplate: {
    method: 'GET',
    path: '/api/templates/:templateId',
    summary: 'One answer with what it says.',
    access: reply,
    params: one,
    output: template,
  },
  createTemplate: {
    method: 'POST',
    path: '/api/templates',
    summary: 'Adds an answer. Nobody uses it before it is approved.',
    access: manage,
    status: 201,
    body: newTemplate,
    output: savedTemplate,
  },
  updateTemplate: {
    method: 'PATCH',
    path: '/api/templates/:templateId',
    summary:
      'Changes an answer. Another text is a new version; until that is approved, the approved one is used.',
    access: manage,
    params: one,
    body: templateChange,
    output: savedTemplate,
  },
  approveTemplate: {
    method: 'POST',
    path: '/api/templates/:templateId/approve',
    summary: 'Lets the newest version be used.',
    access: { permission: 'templates.approve' },
    params: one,
    body: seen,
    output: template,
  },
  archiveTemplate: {
    method: 'POST',
    path: '/api/templates/:templateId/archive',
    summary: 'Puts an answer away: nobody uses it any more.',
    access: manage,
    params: one,
    body: seen,
    output: template,
  },
  unarchiveTemplate: {
    method: 'POST',
    path: '/api/templates/:templateId/unarchive',
    summary: 'Brings an answer back that was put away.',
    access: manage,
    params: one,
    body: seen,
    output: template,
  },
  listTemplateVersions: {
    method: 'GET',
    path: '/api/templates/:templateId/versions',
    summary: 'Everything that an answer said, the newest version first.',
    access: manage,
    params: one,
    query: z.object({
      below: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .describe('Only versions before this one.'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.array(templateVersion),
  },
  restoreTemplateVersion: {
    method: 'POST',
    path: '/api/templates/:templateId/versions/:number/restore',
    summary: 'Saves an older version again as the newest one.',
    access: manage,
    params: one.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
    body: seen,
    output: savedTemplate,
  },
  previewTemplate: {
    method: 'POST',
    path: '/api/conversations/:conversationId/template-preview',
    summary: 'An answer of the library as it would read in a conversation.',
    access: reply,
    params: inConversation,
    body: chosen.extend({
      draft: z.boolean().default(false).describe('What waits to be approved, for those who may change it.'),
    }),
    output: preview,
  },
  useTemplate: {
    method: 'POST',
    path: '/api/conversations/:conversationId/template-uses',
    summary: 'An answer to be put into what the caller writes; it is counted.',
    access: reply,
    params: inConversation,
    body: chosen,
    output: preview,
  },
})
