import { z } from 'zod'
import { defineContract, empty, id, inBoth, line } from '../../kernel/contract.ts'

/** The house's own roles. */
export const fixedRole = z.enum(['owner', 'lead', 'agent', 'readonly'])
export type FixedRole = z.infer<typeof fixedRole>

/** A role that somebody has: one of the house's own by its name, or one of the workspace's by its id. */
export const role = z.union([fixedRole, id])
export type Role = z.infer<typeof role>

const description = z.string().max(300)
const permissions = z.array(z.string().max(60)).max(200)
const people = { permission: 'people.write' } as const
const oneRole = z.object({ roleId: id })

const ofRole = z.object({
  id: role,
  title: inBoth.describe('The house’s own have one for each language, others their name in both.'),
  fixed: z.boolean().describe('One of the house’s own, which nobody changes.'),
  description,
  permissions: z.array(z.string()),
  allInboxes: z.boolean().describe('False: the inboxes of the teams of whoever has it.'),
  agentIds: z.array(id).describe('Who has it, switched off or not.'),
})
export type OneRole = z.infer<typeof ofRole>

const ofPermission = z.object({
  name: z.string(),
  title: inBoth,
  detail: inBoth.nullable().describe('What comes with it, where the title does not tell.'),
  needs: z.array(z.string()).describe('Permissions without which it means nothing.'),
  everywhere: z.boolean().describe('Only for roles that see every inbox.'),
  always: z.boolean().describe('No role is without it.'),
})

/** Roles: the house's own, and those that a workspace makes. */
export const roleRoutes = defineContract({
  listRoles: {
    method: 'GET',
    path: '/api/roles',
    summary: 'All roles with who has them, the house’s own first.',
    access: 'signed-in',
    output: z.array(ofRole),
  },
  listPermissions: {
    method: 'GET',
    path: '/api/permissions',
    summary: 'All permissions in plain words, by heading.',
    access: 'signed-in',
    output: z.array(z.object({ id: z.string(), title: inBoth, permissions: z.array(ofPermission) })),
  },
  createRole: {
    method: 'POST',
    path: '/api/roles',
    summary: 'Makes a role; it can’t do more than whoever makes it.',
    access: people,
    status: 201,
    body: z.object({
      name: line(60),
      description: description.default(''),
      permissions,
      allInboxes: z.boolean().default(false),
    }),
    output: ofRole,
  },
  updateRole: {
    method: 'PATCH',
    path: '/api/roles/:roleId',
    summary: 'Changes a role, for everybody who has it, at once.',
    access: people,
    params: oneRole,
    body: z.object({
      name: line(60).optional(),
      description: description.optional(),
      permissions: permissions.optional(),
      allInboxes: z.boolean().optional(),
    }),
    output: ofRole,
  },
  deleteRole: {
    method: 'DELETE',
    path: '/api/roles/:roleId',
    summary: 'Removes a role; who has it gets another one.',
    access: people,
    params: oneRole,
    body: z.object({
      moveTo: role.nullable().describe('What they get who have it; null where nobody does.'),
    }),
    output: empty,
  },
})
