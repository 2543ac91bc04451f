import { removedOf, type Keeping } from '../../kernel/personal.ts'
import { KEEP_DAYS } from './back-off.ts'
import { deleteOld, deliveriesBefore } from './queries/deliveries.ts'

const AT_ONCE = 5000

/** How long what was told to webhooks is kept, and can be told again. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'webhooks.deliveries',
    title: { en: 'Deliveries to webhooks', ja: 'Webhookの配信記録' },
    hint: {
      en: 'Requests and responses are deleted and can no longer be resent.',
      ja: '送信内容と応答の記録を削除します。削除後は再送できません。',
    },
    days: KEEP_DAYS,
    leastDays: 7,
    due: deliveriesBefore,
    async remove(tx, { before }) {
      const rows = await deleteOld(tx, before, AT_ONCE)
      return removedOf(rows, AT_ONCE)
    },
  },
]
