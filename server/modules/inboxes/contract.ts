import { z } from 'zod'
import { defineContract, empty, id, inBoth, line, moment } from '../../kernel/contract.ts'
import { gapRoutes } from './contract-gaps.ts'
import { settingsView } from './contract-view.ts'

export const abilities = z.object({
  html: z.boolean(),
  subject: z.boolean(),
  attachments: z.boolean(),
  copies: z.boolean(),
  live: z.boolean(),
  startsConversations: z.boolean(),
})

/** What an inbox does: everything; answers only; nothing any more, while its conversations stay readable. */
export const inboxState = z.enum(['active', 'paused', 'archived'])

/** A connected account of a channel. Secrets never leave the server. */
export const inbox = z.object({
  id,
  channel: z.string(),
  name: z.string(),
  brandId: id.nullable(),
  address: z.string().nullable(),
  token: z.string().describe('Public part of this inbox’s web addresses.'),
  teamIds: z.array(id).describe('Teams that see it; empty: only owners and leads.'),
  state: inboxState,
  settings: z.record(z.string(), z.unknown()).describe('Empty for callers who may not change settings.'),
  hasSecrets: z.boolean(),
  secretNames: z.array(z.string()).describe('Secrets that are kept, by name.'),
  abilities,
  health: z.object({
    state: z.enum(['ok', 'failing', 'unknown']),
    reason: inBoth.nullable(),
    at: moment.nullable().describe('Since when it is so.'),
    okAt: moment.nullable().describe('When the connection last worked.'),
    warnings: z
      .array(z.enum(['lagging', 'silent', 'expiring', 'gaps']))
      .describe(
        'Messages wait at the provider; nothing comes although it usually would; the permission to sign in ends soon; some could not be fetched. Empty for callers who may not look after inboxes.',
      ),
  }),
  acknowledgePausedAt: moment
    .nullable()
    .describe('Since when no automatic answer leaves it: there were too many within an hour.'),
  createdAt: moment,
})
export type Inbox = z.infer<typeof inbox>

/** A kind of channel that can be connected, with the shape of its settings as JSON Schema. */
export const channelKind = z.object({
  name: z.string(),
  title: inBoth,
  addressKind: z.string().describe('Kind of the addresses that people write from.'),
  abilities,
  settingsSchema: z.record(z.string(), z.unknown()),
  secretsSchema: z.record(z.string(), z.unknown()),
  view: settingsView,
  checkable: z.boolean(),
})

export const checkStep = z.object({
  name: z.string(),
  state: z.enum(['ok', 'failed', 'skipped']),
  message: inBoth,
})

const settings = { permission: 'settings.write' } as const
const one = z.object({ inboxId: id })
const loose = z.record(z.string(), z.unknown())

export const inboxes = defineContract({
  listInboxes: {
    method: 'GET',
    path: '/api/inboxes',
    summary: 'Inboxes in the caller’s sight.',
    access: 'signed-in',
    output: z.array(inbox),
  },
  listChannels: {
    method: 'GET',
    path: '/api/channels',
    summary: 'Kinds of channels that can be connected.',
    access: 'signed-in',
    output: z.array(channelKind),
  },
  createInbox: {
    method: 'POST',
    path: '/api/inboxes',
    summary: 'Connects an account.',
    access: settings,
    status: 201,
    body: z.object({
      channel: line(40),
      name: line(100),
      brandId: id.nullable().default(null),
      address: z.string().max(254).nullable().default(null),
      teamIds: z.array(id).max(100).default([]),
      settings: loose.default({}),
      secrets: loose.default({}),
    }),
    output: inbox,
  },
  updateInbox: {
    method: 'PATCH',
    path: '/api/inboxes/:inboxId',
    summary:
      'Changes an inbox. In settings and secrets, what is left out stays as it is and a null goes back to the default.',
    access: settings,
    params: one,
    body: z.object({
      name: line(100).optional(),
      brandId: id.nullable().optional(),
      address: z.string().max(254).nullable().optional(),
      teamIds: z.array(id).max(100).optional(),
      state: inboxState.optional(),
      settings: loose.optional(),
      secrets: loose.optional(),
    }),
    output: inbox,
  },
  removeBrand: {
    method: 'DELETE',
    path: '/api/brands/:brandId',
    summary: 'Removes a brand that no inbox uses, not even an archived one.',
    access: settings,
    params: z.object({ brandId: id }),
    output: empty,
  },
  connectInbox: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/connect',
    summary:
      'The page of the provider on which a person lets us into the account; null where none is needed.',
    access: settings,
    params: one,
    body: z.object({}),
    output: z.object({ url: z.string().nullable() }),
  },
  resumeAcknowledging: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/resume-acknowledging',
    summary: 'Lets automatic answers leave again that were stopped because there were too many.',
    access: { permission: 'intake.retry' },
    params: one,
    body: z.object({}),
    output: empty,
  },
  checkInbox: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/check',
    summary: 'Tries the connection step by step and says what is wrong.',
    access: settings,
    params: one,
    body: z.object({}),
    output: z.object({ steps: z.array(checkStep) }),
    transaction: false,
    perMinute: 10,
  },
  ...gapRoutes,
})
