import { z } from 'zod'
import { id, inBoth, line, moment } from '../../kernel/contract.ts'

/** Our last mail to an address did not arrive, or was called spam. */
const bounce = z.object({
  at: moment,
  kind: z
    .enum(['hard', 'soft', 'complaint'])
    .describe(
      'There is no such address; a later mail may arrive; its owner, or their provider, called the mail spam.',
    ),
  reason: inBoth.nullable(),
})

/** A mail address with what happened to our last mail to it. */
export const bouncedAddress = bounce.extend({ value: z.string() })
export type BouncedAddress = z.infer<typeof bouncedAddress>

/** One address of a customer on a kind of network: email, phone, or a channel's own. */
export const identity = z.object({
  id,
  kind: z.string(),
  value: z.string(),
  verified: z.boolean(),
  createdAt: moment,
  bounce: bounce.nullable().describe('Until somebody writes from it.'),
})

export const attributeValue = z.union([z.string().max(2000), z.number(), z.boolean()])
export const attributes = z.record(z.string().max(60), attributeValue)

export const customer = z.object({
  id,
  name: z.string(),
  kana: z.string().nullable(),
  email: z.string().nullable().describe('First e-mail identity.'),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  attributes,
  createdAt: moment,
  lastSeenAt: moment.nullable(),
  conversationCount: z.number().int(),
})
export type Customer = z.infer<typeof customer>

export const customerNote = z.object({ id, text: z.string(), authorId: id.nullable(), createdAt: moment })

/** A custom attribute that the workspace defined for its customers. */
export const attributeDefinition = z.object({
  key: z.string(),
  label: line(100),
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice']),
  choices: z.array(z.string().max(200)).max(200),
  position: z.number().int().min(0).max(10_000),
})

/** Which customers a list shows. Everything given must hold. */
export const customerFilter = z.object({
  q: z.string().max(200).optional().describe('Finds names, kana and addresses.'),
  kind: line(40)
    .optional()
    .describe('Who has an address of this kind: `email`, `phone`, or a channel’s own.'),
  language: z
    .string()
    .regex(/^[a-z]{2,8}$/i)
    .optional()
    .describe('Without a region: `en` is `en-GB`, too.'),
  seenSince: moment.optional().describe('Heard of since then.'),
  createdSince: moment.optional().describe('Known since then, or later.'),
  createdBefore: moment.optional().describe('Known before that.'),
  attribute: line(60).optional().describe('Key of an attribute that is set.'),
  value: z
    .string()
    .max(2000)
    .optional()
    .describe('With `attribute`: its value; `true`, `false` or a number as text.'),
})

export const mergeReason = z
  // not-a-channel: an address of mail as a sign of who somebody is
  .enum(['manual', 'phone', 'email', 'name', 'order', 'proof'])
  .describe(
    'Why two customers are taken for one person: somebody said so, the same phone number, an address that one has and the other gave, the same name with one more sign, the same order number, a proven address.',
  )

const person = z.object({ id, name: z.string() })

/** A merge that brought somebody to a customer. */
export const customerMerge = z.object({
  id,
  survivorId: id,
  merged: person,
  reason: mergeReason,
  actor: z.object({ kind: z.enum(['agent', 'system']), id: id.nullable(), name: z.string() }),
  at: moment,
  moved: z
    .object({ addresses: z.number().int(), notes: z.number().int(), conversations: z.number().int() })
    .describe('What stands with the survivor by it.'),
  left: z.number().int().describe('Conversations that are still on their way.'),
  undoneAt: moment.nullable(),
  undoneBy: z.string().nullable(),
  mayUndo: z
    .boolean()
    .describe('False where the caller does not see both, and while the survivor is merged itself.'),
})
export type CustomerMerge = z.infer<typeof customerMerge>

const sign = z.object({
  reason: mergeReason,
  shared: z.string().nullable().describe('What both have in common.'),
  proven: z
    .boolean()
    .describe('A channel proved it of the one whose it is. Otherwise somebody typed it, whoever that was.'),
})

/** Another customer who may be the same person, or must never be merged. */
export const mergePair = sign.extend({ customer, state: z.enum(['open', 'never']) })
export type MergePair = z.infer<typeof mergePair>

/** Two customers who may be one person. */
export const suggestedMerge = sign.extend({ one: customer, other: customer })
export type SuggestedMerge = z.infer<typeof suggestedMerge>

/** What a merge would do. */
export const mergePreview = z.object({
  survivor: customer,
  merged: customer,
  result: customer.pick({ name: true, kana: true, language: true, attributes: true }),
  differing: z
    .array(z.object({ field: z.string(), kept: attributeValue.nullable(), other: attributeValue.nullable() }))
    .describe(
      'Values of the merged customer that give way; `field` is name, kana, language or attributes.<key>.',
    ),
  moves: z.object({
    addresses: z.array(z.string()),
    notes: z.number().int(),
    conversations: z.number().int(),
  }),
  inboxes: z.number().int().describe('Inboxes whose people see either of the two for the first time.'),
  unproven: z.array(z.string()).describe('Addresses that were only typed, by whoever that was.'),
  locked: z.boolean().describe('They are never to be merged.'),
  underWay: z.boolean().describe('An earlier merge of one of them still moves conversations.'),
})
export type MergePreview = z.infer<typeof mergePreview>
