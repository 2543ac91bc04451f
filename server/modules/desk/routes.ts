import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom } from '../../kernel/room.ts'
import { exportCustomers, listCustomers } from '../customers/index.ts'
import { desk } from './contract.ts'
import { createView } from './create-view.ts'
import { deleteView } from './delete-view.ts'
import { erases } from './erase-documents.ts'
import { listConversations } from './list-conversations.ts'
import { listTimeline } from './list-timeline.ts'
import { listViews } from './list-views.ts'
import { pushes } from './live.ts'
import { listeners } from './on-events.ts'
import { readCounts } from './read-counts.ts'
import { readFilesJob } from './read-files-job.ts'
import { readFiles } from './read-files.ts'
import { getRefresh, refreshSearch, refreshSearchJob, startRefresh } from './refresh-search.ts'
import { searchDesk } from './search/search-desk.ts'
import { withOpen } from './with-open.ts'
import { updateView } from './update-view.ts'

/** The desk room's wiring. */
export const room = defineRoom({
  name: 'desk',
  contract: desk,
  permissions: {
    'views.share': {
      roles: ['owner', 'lead'],
      title: { en: 'Share saved views with everyone', ja: '保存したビューを全員と共有する' },
      group: 'leading',
    },
  },
  listeners,
  jobs: [
    handles(readFilesJob, (_payload, context) => readFiles(context)),
    handles(refreshSearchJob, (_payload, context) => refreshSearch(context)),
  ],
  recurring: [{ name: 'desk.start-refresh', cron: '* * * * *', run: ({ db }) => startRefresh(db) }],
  pushes,
  erases,
  handlers: {
    listConversations: ({ query }, { db, caller }) => listConversations(db, caller, query),
    counts: (_input, { db, caller }) => readCounts(db, caller),
    search: ({ query }, { db, caller }) => searchDesk(db, caller, query),
    getSearchRefresh: (_input, { db }) => getRefresh(db),
    listCustomers: ({ query }, { db, caller }) => listCustomers(db, caller, withOpen(db, caller, query)),
    exportCustomers: ({ query }, { db, caller }) => exportCustomers(db, caller, withOpen(db, caller, query)),
    listTimeline: ({ params, query }, { db, caller }) => listTimeline(db, caller, params.customerId, query),
    listViews: (_input, { db, caller }) => listViews(db, caller),
    createView: ({ body }, { tx, caller }) => createView(tx, caller, body),
    updateView: ({ params, body }, { tx, caller }) => updateView(tx, caller, params.viewId, body),
    deleteView: ({ params }, { tx, caller }) => deleteView(tx, caller, params.viewId),
  },
})
