import i18n from 'i18next'
import type { Notice } from '../../api/types.ts'
import { loadTexts } from '../i18n.ts'
import { claim } from './claim.ts'
import { noticePermission } from './permission.ts'
import { playSound } from './sound.ts'

/** The words of a notice: what happened, and what was said. */
function noticeWords({ happening, by, customer, number, subject, text }: Notice): {
  title: string
  body: string
} {
  const words = { by, customer }
  const title =
    happening === 'assigned'
      ? by === null
        ? i18n.t('notify:assigned.nobody')
        : i18n.t('notify:assigned.agent', words)
      : i18n.t(`notify:${happening}`, words)
  return { title, body: [`#${number} ${subject}`.trim(), text].filter(Boolean).join('\n') }
}

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
export async function showNotice(notice: Notice, open: (conversationId: string) => void): Promise<void> {
  const { conversationId, desktop, sound, id } = notice
  const here = document.hasFocus()
  const looking = here && location.pathname.endsWith(`/${conversationId}`)
  if (!(await claim(id, here)) || looking) return
  if (desktop) {
    await loadTexts('notify')
    showOnDesktop(noticeWords(notice), conversationId, () => open(conversationId))
  }
  if (sound) await playSound()
}
