import { z } from 'zod'
import { defineContract, empty, id, line } from '../../kernel/contract.ts'

const person = z.object({ name: z.string().max(100), address: z.email().max(254) })
export type PartnerPerson = z.infer<typeof person>

export const people = z.array(person).max(10)

const partnerKind = z.enum(['department', 'supplier', 'carrier', 'other'])
export const partnerInput = z.object({
  kind: partnerKind,
  name: line(100),
  people: people.describe('To whom it is written. Empty: they are asked through the link alone.'),
})
export type PartnerInput = z.infer<typeof partnerInput>

export const partner = partnerInput.extend({ id })
export type Partner = z.infer<typeof partner>

export const escalationTypeInput = z.object({
  name: line(100),
  partnerId: id.nullable().describe('To whom it goes unless somebody says otherwise.'),
  dueHours: z
    .number()
    .int()
    .min(1)
    .max(8760)
    .nullable()
    .describe('Within how many hours an answer is asked for, unless somebody says otherwise.'),
})
export type EscalationTypeInput = z.infer<typeof escalationTypeInput>

export const escalationType = escalationTypeInput.extend({ id })
export type EscalationType = z.infer<typeof escalationType>

const read = { permission: 'conversations.read' } as const
const keep = { permission: 'partners.write' } as const
const onePartner = z.object({ partnerId: id })
const oneType = z.object({ typeId: id })

export const partners = defineContract({
  listPartners: {
    method: 'GET',
    path: '/api/partners',
    summary: 'Departments, suppliers, carriers and others who are asked about conversations.',
    access: read,
    output: z.array(partner),
  },
  createPartner: {
    method: 'POST',
    path: '/api/partners',
    summary: 'Keeps somebody who is asked about conversations.',
    access: keep,
    status: 201,
    body: partnerInput,
    output: partner,
  },
  updatePartner: {
    method: 'PUT',
    path: '/api/partners/:partnerId',
    summary: 'Replaces what is known of them. What they were asked before stays as it was.',
    access: keep,
    params: onePartner,
    body: partnerInput,
    output: partner,
  },
  deletePartner: {
    method: 'DELETE',
    path: '/api/partners/:partnerId',
    summary: 'Removes them. What they were asked stays.',
    access: keep,
    params: onePartner,
    output: empty,
  },
  listEscalationTypes: {
    method: 'GET',
    path: '/api/escalation-types',
    summary: 'Kinds of escalation.',
    access: read,
    output: z.array(escalationType),
  },
  createEscalationType: {
    method: 'POST',
    path: '/api/escalation-types',
    summary: 'Adds a kind of escalation.',
    access: keep,
    status: 201,
    body: escalationTypeInput,
    output: escalationType,
  },
  updateEscalationType: {
    method: 'PUT',
    path: '/api/escalation-types/:typeId',
    summary: 'Replaces a kind of escalation. What was escalated before keeps its name.',
    access: keep,
    params: oneType,
    body: escalationTypeInput,
    output: escalationType,
  },
  deleteEscalationType: {
    method: 'DELETE',
    path: '/api/escalation-types/:typeId',
    summary: 'Removes a kind of escalation. What was escalated stays.',
    access: keep,
    params: oneType,
    output: empty,
  },
})
