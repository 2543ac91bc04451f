import { z } from 'zod'
import { defineContract } from '../../kernel/contract.ts'

/** Lines of conversations that nobody holds, and who gets them. */
export { queues } from './contract-queues.ts'

const limit = (least: number, most: number) => z.number().int().min(least).max(most).nullable()

export const answerLimits = z.object({
  botMinutes: limit(1, 10_080).describe('For bots, in minutes of the clock; null: for ever.'),
  personMinutes: limit(5, 100_000).describe('For people, in minutes of business time; null: for ever.'),
})
export type AnswerLimits = z.infer<typeof answerLimits>

export const routing = defineContract({
  getAnswerLimits: {
    method: 'GET',
    path: '/api/answer-limits',
    summary:
      'How long a customer may wait for whoever holds the conversation, before it goes back to the queue.',
    access: 'signed-in',
    output: answerLimits,
  },
  saveAnswerLimits: {
    method: 'PUT',
    path: '/api/answer-limits',
    summary: 'Settles how long a customer may wait for whoever holds the conversation.',
    access: { permission: 'settings.write' },
    body: answerLimits,
    output: answerLimits,
  },
})
