import { useMay } from '../../../app/me.ts'
import { type SettingsGroup, settingsGroups, type SettingsPage, settingsPages } from '../pages.ts'

/** Pages of a group that the person may see. */
export interface MenuGroup {
  group: SettingsGroup
  pages: SettingsPage[]
}

/** The menu of somebody with these permissions: groups in their order, none of them empty. */
export function menuFor(may: (permission: string) => boolean, pages = settingsPages): MenuGroup[] {
  const seen = pages.filter(({ permission }) => permission === undefined || may(permission))
  return settingsGroups
    .map((group) => ({ group, pages: seen.filter((page) => page.group === group) }))
    .filter((one) => one.pages.length > 0)
}

/** The menu of whoever is signed in. */
export const useMenu = (): MenuGroup[] => menuFor(useMay())
