import { z } from 'zod'
import { defineContract, empty, id, line, moment, pageOf, pageQuery, inBoth } from '../../kernel/contract.ts'

/** A kind of event that can be told. */
export const webhookEvent = z.object({
  name: z.string(),
  description: inBoth,
  byInbox: z.boolean().describe('It belongs to an inbox, so that a filter by inbox applies to it.'),
})

/** Who is told what. The secret is shown when it is made and never again. */
export const webhook = z.object({
  id,
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  inboxIds: z.array(id).describe('Only events of these inboxes; empty: of all, and events without an inbox.'),
  state: z
    .enum(['active', 'paused', 'disabled'])
    .describe('disabled: switched off by us; `reason` says why.'),
  reason: inBoth.nullable(),
  failingSince: moment.nullable().describe('Since when nothing was taken; null when the last delivery was.'),
  lastSuccessAt: moment.nullable(),
  previousSecretUntil: moment
    .nullable()
    .describe('Until when deliveries are signed with the old secret, too.'),
  waiting: z.number().int(),
  failed: z.number().int(),
  createdAt: moment,
})
export type Webhook = z.infer<typeof webhook>

/** One event on its way to one webhook. */
export const webhookDelivery = z.object({
  id,
  webhookId: id,
  eventId: id.describe('The header webhook-id: the same at every repetition.'),
  event: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  attempts: z.number().int(),
  nextAttemptAt: moment.nullable(),
  lastStatus: z.number().int().nullable().describe('HTTP status of the last answer.'),
  lastReason: inBoth.nullable(),
  lastAttemptAt: moment.nullable(),
  createdAt: moment,
  finishedAt: moment.nullable(),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>

const settings = { permission: 'settings.write' } as const
const one = z.object({ webhookId: id })
const oneDelivery = z.object({ deliveryId: id })
const fields = {
  url: z.string().min(1).max(2048),
  description: z.string().max(200),
  events: z.array(line(60)).min(1).max(50),
  inboxIds: z.array(id).max(200),
}

export const webhooks = defineContract({
  listWebhookEvents: {
    method: 'GET',
    path: '/api/webhook-events',
    summary: 'Kinds of events that a webhook can be told.',
    access: settings,
    output: z.array(webhookEvent),
  },
  listWebhooks: {
    method: 'GET',
    path: '/api/webhooks',
    summary: 'Webhooks, oldest first.',
    access: settings,
    output: z.array(webhook),
  },
  createWebhook: {
    method: 'POST',
    path: '/api/webhooks',
    summary: 'Adds a webhook; its signing secret is shown this once.',
    access: settings,
    status: 201,
    perMinute: 60,
    transaction: 'late',
    body: z.object({
      url: fields.url,
      description: fields.description.default(''),
      events: fields.events,
      inboxIds: fields.inboxIds.default([]),
    }),
    output: z.object({ webhook, secret: z.string().describe('whsec_…, as Standard Webhooks writes it.') }),
  },
  updateWebhook: {
    method: 'PATCH',
    path: '/api/webhooks/:webhookId',
    summary: 'Changes a webhook. Paused, it is told nothing; made active again, what waited is sent.',
    access: settings,
    perMinute: 60,
    transaction: 'late',
    params: one,
    body: z.object({
      url: fields.url.optional(),
      description: fields.description.optional(),
      events: fields.events.optional(),
      inboxIds: fields.inboxIds.optional(),
      state: z.enum(['active', 'paused']).optional(),
    }),
    output: webhook,
  },
  deleteWebhook: {
    method: 'DELETE',
    path: '/api/webhooks/:webhookId',
    summary: 'Removes a webhook with its deliveries.',
    access: settings,
    params: one,
    output: empty,
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/api/webhooks/:webhookId/secret',
    summary: 'Makes a new secret, shown this once. For 24 hours deliveries are signed with the old one, too.',
    access: settings,
    params: one,
    output: z.object({ webhook, secret: z.string() }),
  },
  pingWebhook: {
    method: 'POST',
    path: '/api/webhooks/:webhookId/ping',
    summary: 'Sends a test event now, and tells what came back.',
    access: settings,
    params: one,
    transaction: false,
    perMinute: 20,
    output: webhookDelivery,
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/api/webhooks/:webhookId/deliveries',
    summary: 'Deliveries of the last 30 days, newest first.',
    access: settings,
    params: one,
    query: pageQuery.extend({ state: z.enum(['waiting', 'done', 'failed']).optional() }),
    output: pageOf(webhookDelivery),
  },
  getWebhookDelivery: {
    method: 'GET',
    path: '/api/webhook-deliveries/:deliveryId',
    summary: 'One delivery with what is sent and what was answered last.',
    access: settings,
    params: oneDelivery,
    output: webhookDelivery.extend({
      body: z.string().describe('The JSON text that is signed and sent.'),
      lastAnswer: z
        .string()
        .nullable()
        .describe('Beginning of the last answer that was not taken as success.'),
    }),
  },
  replayWebhookDelivery: {
    method: 'POST',
    path: '/api/webhook-deliveries/:deliveryId/replay',
    summary: 'Sends one delivery again, with the same webhook-id.',
    access: settings,
    params: oneDelivery,
    status: 202,
    output: webhookDelivery,
  },
  replayWebhookFailures: {
    method: 'POST',
    path: '/api/webhooks/:webhookId/replay',
    summary: 'Sends everything again that failed since a moment.',
    access: settings,
    params: one,
    status: 202,
    body: z.object({ since: moment }),
    output: z.object({ count: z.number().int() }),
  },
})
