import { z } from 'zod'
import { defineContract, id, line } from '../../kernel/contract.ts'

/** What a message is checked for before it is sent, `unfilled` always; `forbidden-word` alone can't be confirmed. */
export const checkCode = z.enum([
  'unfilled',
  'wrong-name',
  'no-honorific',
  'other-address',
  'other-order',
  'no-attachment',
  'warning-word',
  'forbidden-word',
])

const words = z.array(line(100)).max(500)

/** What is checked before a message is sent. */
const sendChecks = z.object({
  wrongName: z.boolean().describe('Somebody is addressed who is not written to.'),
  noHonorific: z.boolean().describe('The customer’s name at the head, in Japanese, with no 様 behind it.'),
  otherAddress: z.boolean().describe('Another customer’s mail address or telephone number.'),
  otherOrder: z.boolean().describe('An order number that only other customers’ conversations name.'),
  noAttachment: z.boolean().describe('An attached file is spoken of, and there is none.'),
  warningWords: words.describe('Asked about, in any width, case and kind of kana.'),
  forbiddenWords: words.describe('Refused, likewise.'),
  approvals: z
    .array(
      z.object({
        agentIds: z.array(id).max(500).default([]),
        inboxIds: z.array(id).max(200).default([]),
        tagIds: z.array(id).max(200).default([]),
        words: z.array(line(100)).max(200).default([]),
      }),
    )
    .max(50)
    .default([])
    .describe('Answers that wait for a second person: those that fit any of these. What is empty fits all.'),
})

/** Codes of warnings that the writer has looked at. */
export const confirmed = z
  .array(checkCode)
  .max(20)
  .default([])
  .describe(
    'Without it a message with warnings is refused (`conversations.checks`), with `reasons` of `code`, `quote`, `about`, `blocks`: send it again with their codes, unless one blocks.',
  )

/** Routes of what is looked at before a message is sent. */
export const checks = defineContract({
  getSendChecks: {
    method: 'GET',
    path: '/api/send-checks',
    summary: 'What is checked before a message is sent.',
    access: { permission: 'settings.write' },
    output: sendChecks,
  },
  saveSendChecks: {
    method: 'PUT',
    path: '/api/send-checks',
    summary: 'Settles what is checked before a message is sent.',
    access: { permission: 'settings.write' },
    body: sendChecks,
    output: sendChecks,
  },
})
