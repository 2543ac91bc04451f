import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import type { OutgoingRow } from '../conversations/index.ts'
import { EMAIL } from '../customers/index.ts'
import { mailKey } from './keep-addresses.ts'
import type { DeliveryRow } from './queries/deliveries.ts'

/** A recipient who did not get a message, with the reason where it is known. */
export type Failed = NonNullable<ReceiptArrival['recipients']>[number]
type Recipients = OutgoingRow['recipients']

/** More than these are not told one by one. */
const MOST_TOLD = 3

/** Who did not get a message that others may have. */
export const partly = (failed: readonly Failed[]): Sentence => {
  const said = (language: keyof Sentence, gap: string): string =>
    failed
      .slice(0, MOST_TOLD)
      .map(({ address, reason }) => (reason ? `${address} (${reason[language]})` : address))
      .join(gap)
  const more = failed.length - MOST_TOLD
  return {
    en: `Not everybody got it. Not delivered to: ${said('en', '; ')}${more > 0 ? ` and ${more} more` : ''}`,
    ja: `一部の宛先に届きませんでした：${said('ja', '、')}${more > 0 ? `、ほか${more}件` : ''}`,
  }
}

/** One reason after the other. */
export const both = <A extends Sentence | null>(
  first: A,
  second: Sentence | null | undefined,
): A | Sentence =>
  first && second ? { en: `${first.en} ${second.en}`, ja: `${first.ja} ${second.ja}` } : (second ?? first)

/** Those of a message's recipients to whom it goes as mail. */
export const mailedTo = (recipients: Recipients): Recipients =>
  recipients.filter(({ role, kind }) => role !== 'from' && kind === EMAIL)

/** True when a message counts as bounced: nobody in To has it. */
export const nobodyHasIt = (sentTo: Recipients, bounced: ReadonlySet<string>): boolean => {
  const addressed = sentTo.filter(({ role }) => role === 'to')
  return (
    sentTo.length <= 1 ||
    (addressed.length > 0 && addressed.every(({ value }) => bounced.has(mailKey(value))))
  )
}

/** What came back from recipients who had taken a message while others were still to get it; undefined: nothing. */
export const cameBack = (
  recipients: Recipients,
  { accepted, bounced }: Pick<DeliveryRow, 'accepted' | 'bounced'>,
): { reason: Sentence; nobody: boolean } | undefined => {
  if (accepted.length === 0 || bounced.length === 0) return undefined
  const taken = new Set(accepted.map(mailKey))
  const back = new Set(bounced.filter((key) => taken.has(key)))
  const sentTo = mailedTo(recipients)
  const failed = sentTo.filter(({ value }) => back.has(mailKey(value)))
  if (failed.length === 0) return undefined
  return {
    reason: partly(failed.map(({ value }) => ({ address: value }))),
    nobody: nobodyHasIt(sentTo, back),
  }
}
