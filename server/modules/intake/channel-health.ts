import type { ChannelHost, InboxAccount } from '../../channels/channel.ts'
import type { Database } from '../../kernel/db/index.ts'
import {
  noteAccess,
  noteGaps,
  noteReading,
  openGaps,
  settleGaps,
  wantedGaps,
  writeInboxHealth,
} from '../inboxes/index.ts'

/** The part of the host to which islands tell how their inboxes are. */
export const healthOf = (
  database: Database,
): Pick<ChannelHost, 'reportHealth' | 'reportReading' | 'reportAccess' | 'gaps'> => {
  const of = (inbox: InboxAccount) => database.in(inbox.workspaceId)
  return {
    reportHealth: (inbox, health) => writeInboxHealth(of(inbox), inbox.id, health),
    reportReading: (inbox, reading) => noteReading(of(inbox), inbox.id, reading),
    reportAccess: (inbox, access) => noteAccess(of(inbox), inbox.id, access),
    gaps: {
      note: (inbox, gaps) => noteGaps(of(inbox), inbox.id, gaps),
      wanted: (inbox) => wantedGaps(of(inbox), inbox.id),
      open: (inbox) => openGaps(of(inbox), inbox.id),
      settle: (inbox, keys, outcome) => settleGaps(of(inbox), inbox.id, keys, outcome),
    },
  }
}
