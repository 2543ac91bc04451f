import { z } from 'zod'
import { defineContract, empty, id, line, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import {
  bouncedAddress,
  identity,
  attributeValue,
  attributes,
  customer,
  customerNote,
  attributeDefinition,
  customerMerge,
  mergePair,
  suggestedMerge,
  mergePreview,
} from './contract-shapes.ts'

export * from './contract-shapes.ts'

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
