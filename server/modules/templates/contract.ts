import { z } from 'zod'
import { defineContract, id } from '../../kernel/contract.ts'
import { body, filter, languageTag, preview, variable } from './contract-shapes.ts'

export * from './contract-shapes.ts'

const reply = { permission: 'conversations.reply' } as const

export const templates = defineContract({
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
    params: z.object({ conversationId: id }),
    body: z.object({
      text: body,
      language: languageTag.optional().describe('In which dates and numbers are written; the workspace’s.'),
    }),
    output: preview,
  },
})
