import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { saveSettingsRow, type ReportSettings } from './queries/settings.ts'

/** Sets what figures depend on. What was measured before stays as it was measured. */
export const saveSettings = async (
  tx: Tx,
  caller: Caller,
  settings: ReportSettings,
): Promise<ReportSettings> => {
  demand(caller, 'settings.write')
  await saveSettingsRow(tx, settings)
  await recordAudit(tx, caller, {
    action: 'reports.save-settings',
    subject: { kind: 'report-settings' },
    details: { ...settings },
  })
  return settings
}
