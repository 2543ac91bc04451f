import type { Inbox } from '../../../api/types.ts'
import type { SettingsDraft } from './fields/setting.ts'
import { changedSettings } from './schema/changes.ts'

/** Everything about an inbox that a person changes. */
export interface InboxDraft extends SettingsDraft {
  name: string
  brandId: string
  teamIds: string[]
}

/** A kept inbox as a form begins with it. Secrets begin empty: they are never given out. */
export const draftOf = ({ name, brandId, teamIds, settings }: Inbox): InboxDraft => ({
  name,
  brandId: brandId ?? '',
  teamIds,
  settings,
  secrets: {},
})

/** What has to be sent for a change of an inbox. */
export function changeOf(kept: Inbox, changes: Partial<InboxDraft>) {
  const { brandId, settings, secrets, ...rest } = changes
  return {
    ...rest,
    ...(brandId === undefined ? {} : { brandId: brandId || null }),
    ...(settings === undefined ? {} : { settings: changedSettings(kept.settings, settings) }),
    ...(secrets === undefined ? {} : { secrets }),
  }
}
