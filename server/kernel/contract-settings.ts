import { z } from 'zod'
import { inBoth } from './contract.ts'

/** While which other settings have which values something is asked. */
export const settingWhen = z.array(
  z.object({ path: z.string(), is: z.array(z.union([z.string(), z.boolean()])) }),
)

/** One setting as people are asked for it; screens are made from it. */
export const settingField = z.object({
  path: z.string().describe('Where it stands among the settings: smtp.host.'),
  label: inBoth,
  hint: inBoth.optional(),
  example: z.string().optional(),
  secret: z.boolean().optional().describe('It can be set and replaced, and is never given out.'),
  as: z
    .enum(['lines', 'colour', 'list', 'several', 'present', 'generated', 'sender', 'questions'])
    .optional()
    .describe('How it is asked for where its shape does not tell.'),
  choices: z.record(z.string(), inBoth).optional(),
  when: settingWhen.optional().describe('Asked only while all these settings have one of these values.'),
})
