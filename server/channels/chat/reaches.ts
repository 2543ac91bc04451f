import type { Address, ChannelHost } from '../channel.ts'
import { KIND } from './parse.ts'
import type { ChatInbox } from './settings.ts'
import { visitorIdIn } from './visitor.ts'

/** Topics of the windows in which a thread is shown. */
export const topicsOf = (threadKeys: readonly string[]): string[] =>
  threadKeys.filter((key) => visitorIdIn(key) !== undefined)

/** True for those who wrote by mail: they are answered there, whether a window is open or not. */
export const wroteByMail = (to: readonly Address[]): boolean => to.some(({ kind }) => kind !== KIND)

/** Where an answer reaches its visitor: in an open window, by mail, or in the window once it is opened again. */
export const reaches = async (
  { to, threadKeys }: { to: readonly Address[]; threadKeys: readonly string[] },
  inbox: ChatInbox,
  host: ChannelHost,
): Promise<'here' | 'later' | 'elsewhere'> => {
  if (wroteByMail(to)) return 'elsewhere'
  const open = await Promise.all(topicsOf(threadKeys).map((topic) => host.live.present(inbox, topic)))
  if (open.includes(true)) return 'here'
  return inbox.settings.mailReplies ? 'elsewhere' : 'later'
}
