import { z } from 'zod'
import { inBoth } from '../../kernel/contract.ts'
import { settingField, settingWhen as when } from '../../kernel/contract-settings.ts'

const settingsGroup = z.object({
  key: z.string(),
  title: inBoth,
  lead: inBoth.optional(),
  first: z.boolean().optional().describe('Asked for when the inbox is connected.'),
  folded: z.boolean().optional().describe('Seldom needed.'),
  fields: z.array(settingField),
})

const outlet = z.object({
  key: z.string(),
  title: inBoth,
  hint: inBoth.optional(),
  as: z.enum(['address', 'code', 'preview']),
  value: z.string().describe('{token} stands for the token of the inbox, {language} for ja or en.'),
  when: when.optional(),
})

/** How the settings of a channel are asked for: screens are made from it. */
export const settingsView = z.object({
  lead: inBoth,
  connect: z
    .object({ label: inBoth, hint: inBoth, when })
    .optional()
    .describe('A page of a provider lets us in: connectInbox gives its address.'),
  begin: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Settings that a screen begins with for a new inbox, where those differ from the defaults.'),
  steps: z.record(z.string(), inBoth).optional().describe('Names of the steps of a check.'),
  groups: z.array(settingsGroup),
  outlets: z.array(outlet),
})
