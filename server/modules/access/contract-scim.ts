import { z } from 'zod'
import { defineContract, empty, id, moment } from '../../kernel/contract.ts'

const owners = { permission: 'access.write' } as const
const params = z.object({ providerId: id })

/** How a company's directory is let in, which keeps people and groups up to date by SCIM 2.0 itself. */
export const scimRoutes = defineContract({
  getScim: {
    method: 'GET',
    path: '/api/sso-providers/:providerId/scim',
    summary: 'How a provider’s directory is connected by SCIM, and what it brought.',
    access: owners,
    params,
    output: z.object({
      url: z.string().describe('To be entered at the directory.'),
      token: z
        .object({ prefix: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })
        .nullable()
        .describe('null: no directory is let in.'),
      people: z.number().int(),
      groups: z.array(
        z.object({
          id,
          name: z.string(),
          people: z.number().int(),
          mapped: z.boolean().describe('A mapping of the provider speaks of it.'),
        }),
      ),
    }),
  },
  createScimToken: {
    method: 'POST',
    path: '/api/sso-providers/:providerId/scim-token',
    summary: 'Makes the token of a provider’s directory, shown this once; the one before it ends.',
    access: owners,
    status: 201,
    params,
    output: z.object({ token: z.string() }),
  },
  deleteScimToken: {
    method: 'DELETE',
    path: '/api/sso-providers/:providerId/scim-token',
    summary: 'Ends the way in of a provider’s directory; whom it brought stays.',
    access: owners,
    params,
    output: empty,
  },
})
