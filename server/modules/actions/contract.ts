import { z } from 'zod'
import { defineContract, inBoth } from '../../kernel/contract.ts'
import { settingField } from '../../kernel/contract-settings.ts'

export const action = z.object({
  name: z.string(),
  title: inBoth,
  lead: inBoth.nullable(),
  outward: z.boolean().describe('It reaches somebody or something outside of the house.'),
  schema: z
    .record(z.string(), z.unknown())
    .describe('JSON Schema of its fields; `enum` holds what there is to choose now.'),
  fields: z.array(settingField),
})
export type Action = z.infer<typeof action>

export const actions = defineContract({
  listActions: {
    method: 'GET',
    path: '/api/actions',
    summary: 'Everything that rules and macros of the caller’s may do to a conversation.',
    access: { permission: 'actions.read' },
    output: z.array(action),
  },
})
