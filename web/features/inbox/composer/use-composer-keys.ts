import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../../../app/commands/keys.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import type { Mode } from './drafts.ts'
import type { SendOptions } from './send-letter.ts'
import type { Recipients } from './use-recipients.ts'

interface Keys {
  mode: Mode
  canReply: boolean
  onSend(options: SendOptions): void
  onWrite(mode: Mode): void
  /** Whom an answer goes to, where that can be chosen. */
  people: Recipients | undefined
}

/** Leaves whatever is written in: the keys of the list and the conversation work at once. */
export const leaveField = (): void => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/**
 * The keys of the composer: R and N from anywhere, Ctrl+Enter inside. Enter that picks a word of an input method
 * never sends.
 */
export function useComposerKeys({ mode, canReply, onSend, onWrite, people }: Keys) {
  const { t } = useTranslation('inbox')
  const other = people?.other()
  const onOther = () => {
    if (other) people?.choose(other)
    onWrite('reply')
  }
  const box: RefObject<HTMLElement | null> = useRef(null)
  /** Not in a dialog that one of its buttons opened: that may be closed by this very key, and the focus back here. */
  const isInside = ({ target }: Pick<Event, 'target'>) =>
    target instanceof Node && box.current?.contains(target) === true
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || !isInside(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      onSend(event.shiftKey && mode === 'reply' ? { then: 'resolved' } : {})
    }
  }
  const inside = (run: () => void) => (press?: Event) => {
    if (press && isInside(press)) run()
  }
  const group = t('commands.writing')
  const within = { group, inFields: true, movement: true }
  useCommands([
    ...(canReply
      ? [{ id: 'reply', title: t('composer.reply'), keys: 'r', group, place: 1, run: () => onWrite('reply') }]
      : []),
    ...(canReply && other
      ? [
          {
            id: 'reply-other',
            title: t(`recipients.switch.${other}`),
            group,
            place: 10,
            keys: 'shift+r',
            run: onOther,
          },
        ]
      : []),
    { id: 'note', title: t('composer.note'), keys: 'n', group, place: 2, run: () => onWrite('note') },
    { id: 'send', title: t('composer.send'), keys: 'mod+enter', run: inside(() => onSend({})), ...within },
    {
      id: 'send-resolve',
      title: t('composer.sendResolve'),
      keys: 'mod+shift+enter',
      run: inside(() => onSend({ then: 'resolved' })),
      ...within,
    },
    {
      id: 'leave-field',
      title: t('commands.leaveField'),
      keys: 'escape',
      run: inside(leaveField),
      ...within,
    },
  ])
  return { box, onKeyDown }
}
