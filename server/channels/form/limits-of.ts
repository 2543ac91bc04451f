import { Limits } from './limits.ts'
import type { FormInbox } from './settings.ts'

/** Inquiries of the last hour, in this process. */
export const hourly = new Limits()

/** Browsers without JavaScript prove nothing, so one network may send this much an hour. */
const WITHOUT_SCRIPT_OF_ONE = 5

/** Under which an inquiry of a network is counted. */
export const networkKey = (inbox: FormInbox, network: string): string => `${inbox.id} network ${network}`

/**
 * What an inquiry counts against. Offices share a network, so that one is generous; the mail address is what keeps
 * receipts from being poured over somebody.
 */
export const limitsOf = (
  inbox: FormInbox,
  network: string,
  email: string,
  withScript: boolean,
): { key: string; most: number }[] => {
  const { perSenderAnHour, perVisitorAnHour, withoutScriptAnHour } = inbox.settings.protection
  const key = networkKey(inbox, network)
  return [
    { key, most: perVisitorAnHour },
    { key: `${inbox.id} sender ${email.toLowerCase()}`, most: perSenderAnHour },
    ...(withScript
      ? []
      : [
          { key: `${inbox.id} without script`, most: withoutScriptAnHour },
          { key: `${key} without script`, most: WITHOUT_SCRIPT_OF_ONE },
        ]),
  ]
}
