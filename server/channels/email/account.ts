import type { InboxAccount } from '../channel.ts'
import { type Secrets, secretsShape, type Settings, settingsShape } from './settings.ts'

/** A mailbox with settings that have passed their shapes. */
export type Account = InboxAccount<Settings, Secrets>

/** The inbox as this island's own, or undefined when its settings do not fit: such an inbox is reported and left alone. */
export const accountOf = (inbox: InboxAccount): Account | undefined => {
  const settings = settingsShape.safeParse({ address: inbox.address, ...(inbox.settings as object) })
  const secrets = secretsShape.safeParse(inbox.secrets)
  if (!settings.success || !secrets.success) return undefined
  return { ...inbox, settings: settings.data, secrets: secrets.data }
}

/** The part of an address behind the last `@`, lower-case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** The part before it, without a plus tag. */
export const mailboxOf = (address: string): string =>
  address
    .slice(0, Math.max(0, address.lastIndexOf('@')))
    .replace(/\+.*$/s, '')
    .toLowerCase()
