import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useWaitingBeside } from '../../../app/shared/beside/sections.ts'
import classes from './SidePanel.module.css'

const tabs = ['customer', 'work'] as const
type Tab = (typeof tabs)[number]

const kept = 'madoguchi.side-tab'
const last = (): Tab => (localStorage.getItem(kept) === 'work' ? 'work' : 'customer')

/** Which half of the panel is shown; whoever goes from conversation to conversation stays on it. */
export function useSideTab() {
  const [tab, setTab] = useState(last)
  const choose = (wanted: Tab) => {
    localStorage.setItem(kept, wanted)
    setTab(wanted)
  }
  return { tab, choose }
}

interface Props {
  conversationId: string
  tab: Tab
  onTab(tab: Tab): void
}

/** Chooses between the customer and the work on the conversation, and says how much of that waits. */
export function SideTabs({ conversationId, tab, onTab }: Props) {
  const { t } = useTranslation('beside')
  const waiting = useWaitingBeside(conversationId)
  const group = t('inbox:commands.conversation')
  useCommands(
    tabs.map((one) => ({ id: `side ${one}`, title: t(`show.${one}`), group, run: () => onTab(one) })),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = tab === 'work' ? 'customer' : 'work'
    onTab(other)
    document.getElementById(`side-${other}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('label')} className={classes.tabs} onKeyDown={onKeyDown}>
      {tabs.map((one) => (
        <button
          key={one}
          id={`side-${one}`}
          type="button"
          role="tab"
          className={classes.tab}
          aria-selected={one === tab}
          aria-controls="side-shown"
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {t(`tab.${one}`)}
          {one === 'work' && waiting > 0 ? (
            <span className={classes.waiting}>
              <span aria-hidden="true">{waiting}</span>
              <span className="visually-hidden">{t('waiting', { count: waiting })}</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  )
}
