import type { Announcements, LiveHub } from '../kernel/live/index.ts'
import { accessEnded, type Authenticator } from '../modules/access/index.ts'
import { agentChanged, roleChanged, teamChanged, teamDeleted } from '../modules/agents/index.ts'
import { inboxChanged } from '../modules/inboxes/index.ts'
import type { MountedChannels } from './channels.ts'

/** What watching needs of the process. */
export interface WatchServices {
  announcements: Announcements
  hub: LiveHub
  authenticate: Pick<Authenticator, 'forget'>
  channels: MountedChannels
}

/**
 * What each process does at once when rights or connections change: it forgets whom it let in, screens whose sight is
 * another now are closed and sign in anew, and channels' listeners read their settings again.
 */
export const watchChanges = ({ announcements, hub, authenticate, channels }: WatchServices): void => {
  // First of all: a screen that is closed below may be back before the next line.
  announcements.watch(
    [agentChanged, roleChanged, teamChanged, teamDeleted, inboxChanged, accessEnded].map(
      ({ eventName }) => eventName,
    ),
    () => authenticate.forget(),
  )
  announcements.watch([agentChanged.eventName], (workspaceId, changes) => {
    for (const { payload } of changes) {
      const { agentId, sight } = payload as { agentId: string; sight: boolean }
      if (sight) hub.end(workspaceId, `person:${agentId}`, 'sight changed')
    }
  })
  announcements.watch([teamChanged.eventName, inboxChanged.eventName], (workspaceId, changes) => {
    if (changes.some(({ payload }) => (payload as { sight?: boolean }).sight))
      hub.end(workspaceId, 'workspace', 'sight changed')
  })
  announcements.watch([teamDeleted.eventName], (workspaceId) =>
    hub.end(workspaceId, 'workspace', 'sight changed'),
  )
  announcements.watch([accessEnded.eventName], (workspaceId, changes) => {
    for (const { payload } of changes) {
      const { agentId, credentialIds } = payload as { agentId: string; credentialIds: string[] }
      hub.end(workspaceId, `person:${agentId}`, 'signed out', (screen) =>
        credentialIds.includes(screen.caller?.credentialId ?? ''),
      )
    }
  })
  announcements.watch([inboxChanged.eventName], (_workspaceId, changes) => {
    for (const { payload } of changes) {
      const { inboxId, health } = payload as { inboxId: string; health: boolean }
      // Listeners tell of health themselves: they would be woken by their own words.
      if (!health) channels.refresh(inboxId).catch(() => undefined)
    }
  })
}
