import { removedOf, type Keeping } from '../../kernel/personal.ts'
import { deletePosts, postsBefore } from './queries/posts.ts'

const AT_ONCE = 500

/** How long is kept what people told each other. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'teamwork.posts',
    title: { en: 'Hand-over notes and ended announcements', ja: '申し送りと終了したお知らせ' },
    hint: {
      en: 'They are deleted with who has read them. Announcements that still hold stay.',
      ja: '既読の記録とともに削除します。掲示中のお知らせは残ります。',
    },
    days: 730,
    leastDays: 30,
    due: postsBefore,
    async remove(tx, { before }) {
      return removedOf(await deletePosts(tx, before, AT_ONCE), AT_ONCE)
    },
  },
]
