import { defineRoom } from '../../kernel/room.ts'
import { reports } from './contract.ts'
import { exportMetricRows } from './export-rows.ts'
import { listFlowRows } from './flow/list-flow-rows.ts'
import { readFlow } from './flow/read-flow.ts'
import { getMetric } from './get-metric.ts'
import { jobs, recurring } from './jobs.ts'
import { listMetricRows } from './list-rows.ts'
import { listMetrics } from './list-metrics.ts'
import { onEvents } from './on-events.ts'
import { settingsRow } from './queries/settings.ts'
import { saveSettings } from './save-settings.ts'
import { getRebuild, startRebuild } from './start-rebuild.ts'

/** The reports room's wiring. */
export const room = defineRoom({
  name: 'reports',
  contract: reports,
  permissions: {
    'reports.read': {
      roles: ['owner', 'lead', 'agent', 'readonly'],
      title: { en: 'See reports on the inboxes they can see', ja: '閲覧できる窓口のレポートを見る' },
      group: 'reports',
    },
  },
  listeners: [onEvents],
  jobs,
  recurring,
  handlers: {
    listMetrics: (_input, { db }) => listMetrics(db),
    getMetric: ({ params, query }, { db, caller }) => getMetric(db, caller, params.metric, query),
    listMetricRows: ({ params, query }, { db, caller }) => listMetricRows(db, caller, params.metric, query),
    exportMetricRows: ({ params, query }, { db, caller }) =>
      exportMetricRows(db, caller, params.metric, query),
    getFlow: ({ query }, { db, caller }) => readFlow(db, caller, query),
    listFlowRows: ({ query }, { db, caller }) => listFlowRows(db, caller, query),
    getReportSettings: (_input, { db }) => settingsRow(db),
    rebuildReports: (_input, { tx, caller }) => startRebuild(tx, caller),
    getRebuild: (_input, { db, caller }) => getRebuild(db, caller),
    saveReportSettings: ({ body }, { tx, caller }) => saveSettings(tx, caller, body),
  },
})
