import { spanOf, type Keeping } from '../../kernel/personal.ts'
import { deleteOldNotices, deleteOldTellings, toldBefore } from './queries/keeping.ts'

const AT_ONCE = 5000

/** How long it is kept what people were told of, and how. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'notifications.told',
    title: { en: 'Notifications', ja: 'お知らせの記録' },
    hint: {
      en: 'What people were notified of, read or not, and how it was sent, is deleted. Conversations stay.',
      ja: '担当者へのお知らせ（未読を含む）と、その送信記録を削除します。会話そのものは残ります。',
    },
    days: 90,
    leastDays: 7,
    due: toldBefore,
    async remove(tx, { before }) {
      const [tellings, notices] = await Promise.all([
        deleteOldTellings(tx, before, AT_ONCE),
        deleteOldNotices(tx, before, AT_ONCE),
      ])
      const isDone = tellings.length < AT_ONCE && notices.length < AT_ONCE
      return { ...spanOf([...tellings, ...notices].map(({ at }) => at)), next: isDone ? null : 'more' }
    },
  },
]
