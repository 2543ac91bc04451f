import type { QueryClient } from '@tanstack/react-query'
import i18n from 'i18next'
import { noticesCountQuery, noticesKey } from '../../api/reads/notices.ts'
import type { Told } from '../../api/types.ts'
import { claim } from './claim.ts'
import { noticePermission } from './permission.ts'
import { subscription } from './push.ts'
import { playSound } from './sound.ts'

/** Shows words on the desktop; false where the browser does not let us. */
export function showOnDesktop(
  { title, body }: { title: string; body: string },
  tag: string,
  onClick?: () => void,
): boolean {
  if (noticePermission() !== 'granted') return false
  try {
    const notification = new Notification(title, { body, tag, icon: '/favicon.svg', lang: i18n.language })
    notification.addEventListener('click', () => {
      globalThis.focus()
      onClick?.()
      notification.close()
    })
    return true
  } catch {
    // Browsers on phones have the word and refuse the deed.
    return false
  }
}

/** Tells the person of something, on one of their screens, and not of a conversation that they look at. */
export async function showNotice(told: Told, cache: QueryClient, open: () => void): Promise<void> {
  const { conversation, desktop, sound, push, id, title, text, href, unread } = told
  cache.setQueryData(noticesCountQuery.queryKey, { unread })
  void cache.invalidateQueries({ queryKey: noticesKey })
  const here = document.hasFocus()
  const looking = here && conversation !== null && location.pathname.endsWith(`/${conversation.id}`)
  if (!(await claim(id, here)) || looking) return
  const about = conversation ? `#${conversation.number} ${conversation.subject}`.trim() : ''
  const body = [about, text].filter(Boolean).join('\n')
  // Whoever looks elsewhere is sent it by the push service, and needs it once.
  const comes = push && !here && (await subscription()) !== null
  if (desktop && !comes) showOnDesktop({ title, body }, conversation?.id ?? href, open)
  if (sound) await playSound()
}
