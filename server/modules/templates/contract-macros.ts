import { z } from 'zod'
import { step } from '../../kernel/contract-actions.ts'
import { defineContract, id, inBoth, line, moment } from '../../kernel/contract.ts'
import { languageTag } from './contract-shapes.ts'

const settings = {
  title: line(200),
  templateId: id.nullable().describe('The answer that is sent; null: none is.'),
  steps: z.array(step).min(1).max(20).describe('What is done after the reply, in this order.'),
  teamIds: z
    .array(id)
    .max(200)
    .nullable()
    .describe(
      'Whom it is for beside its owner; null: everybody. Only who approves answers may give it to others.',
    ),
}

export const newMacro = z.object({
  ...settings,
  templateId: settings.templateId.default(null),
  teamIds: settings.teamIds.default([]),
})
export type NewMacro = z.infer<typeof newMacro>

const seen = z.object({ revision: z.number().int() })
export const macroChange = z.object(settings).partial().extend(seen.shape)
export type MacroChange = z.infer<typeof macroChange>

export const macro = z.object({
  id,
  ...settings,
  title: z.string(),
  ownerId: id,
  /** Of the answer that is sent. */
  templateTitle: z.string().nullable(),
  usable: z.boolean().describe('It is not put away, and its answer can be used.'),
  doing: z.array(inBoth).describe('What is done, by the names of the actions.'),
  revision: z.number().int(),
  uses: z.number().int(),
  lastUsedAt: moment.nullable(),
  archivedAt: moment.nullable(),
  mayChange: z.boolean(),
})
export type Macro = z.infer<typeof macro>

const addresses = z.array(z.string().min(1).max(254)).max(50)

export const macroRun = z.object({
  id,
  messageId: id.nullable().describe('The reply, which waits until the undo time is over.'),
  stays: z.array(inBoth).describe('What was done and is not taken back with the rest, like a note.'),
})
export type MacroRun = z.infer<typeof macroRun>

const one = z.object({ macroId: id })
const manage = { permission: 'templates.manage' } as const
const reply = { permission: 'conversations.reply' } as const

export const macroRoutes = defineContract({
  listMacros: {
    method: 'GET',
    path: '/api/macros',
    summary: 'Macros that the caller may see: several things and a reply that are done at once.',
    access: reply,
    query: z.object({
      q: z.string().max(200).optional(),
      state: z.enum(['usable', 'all', 'archived']).default('usable'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    output: z.array(macro),
  },
  createMacro: {
    method: 'POST',
    path: '/api/macros',
    summary: 'Adds a macro of the caller’s.',
    access: manage,
    status: 201,
    body: newMacro,
    output: macro,
  },
  updateMacro: {
    method: 'PATCH',
    path: '/api/macros/:macroId',
    summary: 'Changes a macro.',
    access: manage,
    params: one,
    body: macroChange,
    output: macro,
  },
  archiveMacro: {
    method: 'POST',
    path: '/api/macros/:macroId/archive',
    summary: 'Puts a macro away, or brings it back.',
    access: manage,
    params: one,
    body: seen.extend({ archived: z.boolean() }),
    output: macro,
  },
  runMacro: {
    method: 'POST',
    path: '/api/conversations/:conversationId/macro-runs',
    summary: 'Sends the reply of a macro and does everything else that it does, all or nothing.',
    access: reply,
    params: z.object({ conversationId: id }),
    body: z.object({
      macroId: id,
      language: languageTag.optional(),
      to: addresses.optional(),
      cc: addresses.default([]),
      bcc: addresses.default([]),
      seenMessageId: id.optional().describe('The newest message that the caller has seen.'),
    }),
    output: macroRun,
  },
  undoMacro: {
    method: 'POST',
    path: '/api/macro-runs/:runId/undo',
    summary: 'Takes back all that a run of the caller’s did, as long as its reply has not left.',
    access: reply,
    params: z.object({ runId: id }),
    body: z.object({}),
    output: z.object({ conversationId: id }),
  },
})
