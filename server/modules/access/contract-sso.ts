import { z } from 'zod'
import { defineContract, empty, id, inBoth, line, moment } from '../../kernel/contract.ts'
import { role } from '../agents/contract.ts'

const owners = { permission: 'access.write' } as const
const oneProvider = z.object({ providerId: id })
const started = z.object({ url: z.string().describe('Where to go on, at the provider.') })

const mapping = z.object({
  group: line(300).describe('As the provider sends it: a name, or an id.'),
  role: role.nullable().describe('null: the group gives teams alone.'),
  teamIds: z.array(id).max(100),
})

const settings = z.object({
  name: line(60).describe('What stands on the button: the company’s name for it.'),
  issuer: z.url().max(500).describe('The provider’s address, as it calls itself.'),
  clientId: line(300),
  scopes: z.array(line(100)).min(1).max(20),
  groupsClaim: line(100).describe('The claim that holds the groups; dots lead into it.'),
  emailDomains: z.array(line(253)).max(50).describe('Empty: everybody whom the provider vouches for.'),
  addsPeople: z.boolean().describe('People who are unknown here are added when they first sign in.'),
  followsGroups: z.boolean().describe('Groups decide role and teams at each sign-in.'),
  defaultRole: role.nullable().describe('For who is in none of the groups; null: they are refused.'),
  mappings: z
    .array(mapping)
    .max(200)
    .describe('The first whose group fits and that names a role decides it.'),
  signsOut: z.boolean().describe('Signing out here signs out at the provider, too.'),
})

/** `draft`: nobody is offered it; `on`: beside passwords; `only`: the one way in but for owners. */
const state = z.enum(['draft', 'on', 'only'])

export const provider = settings.extend({
  id,
  state,
  hasSecret: z.boolean(),
  people: z.number().int().describe('How many are linked to it.'),
  provenAt: moment.nullable().describe('When it last let somebody in as it is set up now.'),
  redirectUri: z.string().describe('To be entered at the provider.'),
})
export type Provider = z.infer<typeof provider>

/** What a provider said of somebody, and what would follow. */
const report = z.object({
  subject: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  name: z.string().nullable(),
  groups: z.array(z.string()),
  person: z
    .enum(['known', 'found', 'new', 'none'])
    .describe('Linked, found by address, would be added, or let in as nobody.'),
  role: role.nullable(),
  teamIds: z.array(id),
  refusal: z.string().nullable().describe('Code of the problem that they would get.'),
})
export type Report = z.infer<typeof report>

/** Single sign-on by OpenID Connect. */
export const ssoRoutes = defineContract({
  listSignInProviders: {
    method: 'GET',
    path: '/api/sso',
    summary: 'Through which providers people can sign in.',
    access: 'public',
    output: z.array(z.object({ id, workspaceId: z.number().int(), name: z.string(), only: z.boolean() })),
  },
  startSso: {
    method: 'POST',
    path: '/api/sso/:providerId/start',
    summary: 'Begins signing in through a provider.',
    access: 'public',
    transaction: false,
    perMinute: 60,
    params: oneProvider,
    body: z.object({ workspaceId: z.number().int(), next: z.string().max(500).optional() }),
    output: started,
  },
  finishSso: {
    method: 'POST',
    path: '/api/sso/finish',
    summary: 'Ends what was begun, with the parameters that the provider sent the browser back with.',
    access: 'public',
    transaction: false,
    perMinute: 60,
    body: z.object({ parameters: z.record(z.string().max(100), z.string().max(8000)) }),
    output: z.object({
      state: z.enum(['signed-in', 'linked', 'tried']),
      next: z.string().nullable(),
      report: report.nullable(),
    }),
  },
  startLink: {
    method: 'POST',
    path: '/api/me/sso/:providerId/start',
    summary: 'Begins linking the caller to who they are at a provider.',
    access: 'signed-in',
    transaction: false,
    perMinute: 20,
    params: oneProvider,
    output: started,
  },
  listMyLinks: {
    method: 'GET',
    path: '/api/me/sso',
    summary: 'The providers of the workspace, and since when the caller is linked to each.',
    access: 'signed-in',
    output: z.array(z.object({ providerId: id, name: z.string(), linkedAt: moment.nullable() })),
  },
  removeMyLink: {
    method: 'DELETE',
    path: '/api/me/sso/:providerId',
    summary: 'Ends the caller’s link to a provider.',
    access: 'signed-in',
    params: oneProvider,
    output: empty,
  },
  listProviders: {
    method: 'GET',
    path: '/api/sso-providers',
    summary: 'How each provider is set up.',
    access: owners,
    output: z.array(provider),
  },
  createProvider: {
    method: 'POST',
    path: '/api/sso-providers',
    summary: 'Sets a provider up; nobody is offered it before its state says so.',
    access: owners,
    status: 201,
    body: settings
      .partial()
      .required({ name: true, issuer: true, clientId: true })
      .extend({ clientSecret: z.string().max(1000).nullable().optional() }),
    output: provider,
  },
  updateProvider: {
    method: 'PATCH',
    path: '/api/sso-providers/:providerId',
    summary: 'Changes how a provider is set up, or whom it lets in.',
    access: owners,
    params: oneProvider,
    body: settings.partial().extend({
      clientSecret: z.string().max(1000).nullable().optional().describe('null: none; left out: as it is.'),
      state: state.optional(),
    }),
    output: provider,
  },
  deleteProvider: {
    method: 'DELETE',
    path: '/api/sso-providers/:providerId',
    summary: 'Removes a provider; sessions that it opened end.',
    access: owners,
    params: oneProvider,
    output: empty,
  },
  checkProvider: {
    method: 'POST',
    path: '/api/sso-providers/:providerId/check',
    summary: 'Asks the provider how it works, and tells what fits and what does not.',
    access: owners,
    transaction: false,
    perMinute: 20,
    params: oneProvider,
    output: z.object({
      steps: z.array(
        z.object({ title: inBoth, state: z.enum(['ok', 'note', 'failed']), text: inBoth.nullable() }),
      ),
    }),
  },
  startTry: {
    method: 'POST',
    path: '/api/sso-providers/:providerId/try',
    summary: 'Begins a sign-in that lets nobody in, to see what the provider says of them.',
    access: owners,
    transaction: false,
    perMinute: 20,
    params: oneProvider,
    output: started,
  },
})
