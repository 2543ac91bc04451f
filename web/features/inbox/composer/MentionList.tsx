import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/Avatar.tsx'
import classes from './Composer.module.css'
import type { useMentionSuggestion } from './use-mention-suggestion.ts'

export type MentionQuery = ReturnType<typeof useMentionSuggestion>

/** Colleagues whose name begins as typed, above the line in which one writes. */
export function MentionList({ query: { shown } }: { query: MentionQuery }) {
  const { t } = useTranslation('inbox')
  if (!shown?.rect || shown.items.length === 0) return null
  const { left, top } = shown.rect
  return createPortal(
    <ul
      role="listbox"
      aria-label={t('composer.mention')}
      className={classes.mentions}
      style={{ left: Math.min(left, window.innerWidth - 236), bottom: window.innerHeight - top + 6 }}
    >
      {shown.items.map((item, at) => (
        <li
          key={item.id}
          role="option"
          aria-selected={at === shown.place}
          className={classes.person}
          onMouseDown={(event) => {
            event.preventDefault()
            shown.choose(item)
          }}
        >
          <Avatar name={item.label ?? ''} size={20} />
          {item.label}
        </li>
      ))}
    </ul>,
    document.body,
  )
}
