/** A policy with conditions of many kinds, in groups as deep as they may be. */
export const vipPolicy = {
  name: 'VIPのお客様',
  applies: {
    match: 'all',
    of: [
      { condition: 'conversation.priority', how: 'any-of', value: ['high', 'urgent'] },
      {
        match: 'any',
        of: [
          { condition: 'conversation.subject', how: 'contains', value: ['返品', '交換'] },
          { condition: 'message.files', how: 'yes' },
          {
            match: 'all',
            of: [
              { condition: 'customer.conversations', how: 'at-least', value: 3 },
              { condition: 'conversation.opened-at', how: 'after', value: '2020-01-01T00:00:00.000Z' },
            ],
          },
        ],
      },
      {
        condition: 'conversation.last-activity-at',
        how: 'younger-than',
        value: { amount: 90, unit: 'days' },
      },
    ],
  },
  firstSeconds: 3600,
  nextSeconds: 7200,
  resolveSeconds: 86_400,
  businessTime: true,
  pauses: ['snoozed'],
  warnPercent: 80,
}
