import { z } from 'zod'
import { defineContract, empty, id, inBoth, line, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

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

const read = { permission: 'customers.read' } as const
const merge = { permission: 'customers.merge' } as const
const write = { permission: 'customers.write' } as const
const one = z.object({ customerId: id })

export const customers = defineContract({
  getCustomer: {
    method: 'GET',
    path: '/api/customers/:customerId',
    summary: 'One customer with every identity; of one who was merged, the customer who survived.',
    access: read,
    params: one,
    output: customer.extend({
      identities: z.array(identity),
      claims: z
        .array(z.object({ kind: z.string(), value: z.string(), claimedAt: moment }))
        .describe('Addresses that the person gave without proof while they belong to another customer.'),
      erased: z.boolean().describe('Nothing is left of who it was.'),
    }),
  },
  createCustomer: {
    method: 'POST',
    path: '/api/customers',
    summary: 'Adds a customer.',
    access: write,
    status: 201,
    body: z.object({
      name: line(200),
      kana: z.string().max(200).optional(),
      email: z.email().max(254).optional(),
      phone: z.string().max(40).optional(),
      language: z.string().max(20).optional(),
      attributes: attributes.default({}),
    }),
    output: customer,
  },
  updateCustomer: {
    method: 'PATCH',
    path: '/api/customers/:customerId',
    summary: 'Changes a customer; an attribute set to null is removed.',
    access: write,
    params: one,
    body: z.object({
      name: line(200).optional(),
      kana: z.string().max(200).nullable().optional(),
      language: z.string().max(20).nullable().optional(),
      attributes: z.record(z.string().max(60), attributeValue.nullable()).optional(),
    }),
    output: customer,
  },
  addIdentity: {
    method: 'POST',
    path: '/api/customers/:customerId/identities',
    summary: 'Adds an address.',
    access: write,
    params: one,
    status: 201,
    // not-a-channel: kinds of addresses that agents may add by hand
    body: z.object({ kind: z.enum(['email', 'phone']), value: line(254) }),
    output: identity,
  },
  removeIdentity: {
    method: 'DELETE',
    path: '/api/customers/:customerId/identities/:identityId',
    summary: 'Removes an address.',
    access: write,
    params: z.object({ customerId: id, identityId: id }),
    output: empty,
  },
  listNotes: {
    method: 'GET',
    path: '/api/customers/:customerId/notes',
    summary: 'Notes about the customer, newest first.',
    access: read,
    params: one,
    output: z.array(customerNote),
  },
  addNote: {
    method: 'POST',
    path: '/api/customers/:customerId/notes',
    summary: 'Adds a note about the customer.',
    access: write,
    params: one,
    status: 201,
    body: z.object({ text: line(20_000) }),
    output: customerNote,
  },
  removeNote: {
    method: 'DELETE',
    path: '/api/customers/:customerId/notes/:noteId',
    summary: 'Removes a note.',
    access: write,
    params: z.object({ customerId: id, noteId: id }),
    output: empty,
  },
  restoreNote: {
    method: 'POST',
    path: '/api/customers/:customerId/notes/:noteId/restore',
    summary: 'Brings a note back that was removed within the last hour.',
    access: write,
    params: z.object({ customerId: id, noteId: id }),
    output: customerNote,
  },
  previewMerge: {
    method: 'GET',
    path: '/api/customers/:customerId/merge-preview/:mergedId',
    summary: 'What merging another customer into this one would do. Changes nothing.',
    access: merge,
    params: z.object({ customerId: id, mergedId: id }),
    output: mergePreview,
  },
  mergeCustomers: {
    method: 'POST',
    path: '/api/customers/:customerId/merges',
    summary:
      'Merges another customer into this one, who survives. Both must be in sight. Can be undone for good.',
    access: merge,
    params: one,
    status: 201,
    body: z.object({ mergedId: id }),
    output: z.object({ id }),
  },
  listMerges: {
    method: 'GET',
    path: '/api/customers/:customerId/merges',
    summary:
      'Merges that brought others to this customer, newest first; those that were undone only with both in sight.',
    access: read,
    params: one,
    output: z.array(customerMerge),
  },
  undoMerge: {
    method: 'POST',
    path: '/api/customer-merges/:mergeId/undo',
    summary: 'Undoes a merge, however old: what it moved goes back, what came since stays with its address.',
    access: merge,
    params: z.object({ mergeId: id }),
    output: z.object({ survivorId: id, mergedId: id }),
  },
  findBounced: {
    method: 'POST',
    path: '/api/addresses/bounced',
    summary:
      'Which of some mail addresses our last mail did not reach, of customers in sight. Changes nothing.',
    access: read,
    body: z.object({ addresses: z.array(z.string().max(320)).max(200) }),
    output: z.array(bouncedAddress),
  },
  listPairs: {
    method: 'GET',
    path: '/api/customers/:customerId/merge-pairs',
    summary: 'Other customers in sight who may be the same person, or are never to be merged with this one.',
    access: merge,
    params: one,
    output: z.array(mergePair),
  },
  listSuggestedMerges: {
    method: 'GET',
    path: '/api/customer-merge-suggestions',
    summary: 'Pairs of customers in sight who may be one person; whoever became known last stands first.',
    access: merge,
    query: pageQuery,
    output: pageOf(suggestedMerge),
  },
  decidePair: {
    method: 'PUT',
    path: '/api/customers/:customerId/merge-pairs/:mergedId',
    summary: 'Says that two customers are never to be merged nor suggested for it, or takes that back.',
    access: merge,
    params: z.object({ customerId: id, mergedId: id }),
    body: z.object({ never: z.boolean() }),
    output: empty,
  },
  listLanguages: {
    method: 'GET',
    path: '/api/customer-languages',
    summary: 'Languages of the customers, without regions: what the list can be filtered by.',
    access: read,
    output: z.array(z.string()),
  },
  listAttributes: {
    method: 'GET',
    path: '/api/customer-attributes',
    summary: 'Custom attributes of customers.',
    access: 'signed-in',
    output: z.array(attributeDefinition),
  },
  saveAttribute: {
    method: 'PUT',
    path: '/api/customer-attributes/:key',
    summary: 'Defines a custom attribute.',
    access: { permission: 'settings.write' },
    params: z.object({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
    body: attributeDefinition.omit({ key: true }),
    output: attributeDefinition,
  },
  deleteAttribute: {
    method: 'DELETE',
    path: '/api/customer-attributes/:key',
    summary: 'Removes a definition; values stay with the customers.',
    access: { permission: 'settings.write' },
    params: z.object({ key: line(40) }),
    output: empty,
  },
})
