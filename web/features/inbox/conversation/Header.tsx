import { ArrowLeft, Bell, BellRing, CircleCheck, PanelRight, RotateCcw } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Clocks, ConversationMenu } from '../merge/later.ts'
import { AssignMenu } from './AssignMenu.tsx'
import classes from './Header.module.css'
import { PriorityMenu } from './PriorityMenu.tsx'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { StatusMenu } from './StatusMenu.tsx'
import { Subject } from './Subject.tsx'
import { TagMenu } from './TagMenu.tsx'
import type { Actions } from './use-actions.ts'
import { useOthersHere } from './use-presence.ts'
import { WaitingPill } from './WaitingPill.tsx'

function OthersHere({ conversationId }: { conversationId: string }) {
  const { t, i18n } = useTranslation('inbox')
  const others = useOthersHere(conversationId)
  if (others.length === 0) return null
  const label = t('header.here', {
    names: listOf(
      others.map((one) => one.name),
      i18n.language,
    ),
  })
  return (
    <span className={classes.others} role="img" aria-label={label} title={label}>
      {others.slice(0, 3).map((one) => (
        <span key={one.id} className={classes.other} data-typing={one.state === 'typing' || undefined}>
          <Avatar name={one.name} size={24} />
        </span>
      ))}
      {others.length > 3 ? <span className={classes.more}>+{others.length - 3}</span> : null}
    </span>
  )
}

interface ResolveProps {
  conversation: ConversationDetail
  actions: Actions
}

function ResolveButton({ conversation, actions }: ResolveProps) {
  const { t } = useTranslation('inbox')
  const done = conversation.status === 'resolved'
  const may = useMay()('conversations.write')
  const run = () => actions.setStatus(done ? 'open' : 'resolved')
  const text = done ? t('header.reopen') : t('header.resolve')
  const group = t('commands.conversation')
  useCommands(may ? [{ id: 'resolve', title: text, group, place: 3, keys: 'e', words: 'resolve', run }] : [])
  if (!may) return null
  return (
    <SmallButton
      className={classes.resolve}
      aria-label={text}
      icon={done ? <RotateCcw size={15} /> : <CircleCheck size={15} color="var(--c-resolved)" />}
      onClick={run}
    >
      <span className={classes.resolveText}>{text}</span>
    </SmallButton>
  )
}

interface Props extends ResolveProps {
  /** False while only the list's row is known. */
  complete: boolean
  sideOpen: boolean
  onSide(): void
  onBack(): void
}

/** What the conversation is about, where it stands, and everything that can be done with it. */
export function Header({ conversation, complete, actions, sideOpen, onSide, onBack }: Props) {
  const { t } = useTranslation('inbox')
  const { following } = conversation
  const follow = () => actions.follow(!following)
  const followText = following ? t('header.unfollow') : t('header.follow')
  const group = t('commands.conversation')
  useCommands(complete ? [{ id: 'follow', title: followText, group, place: 9, keys: 'f', run: follow }] : [])
  return (
    <header className={classes.header}>
      <div className={classes.first}>
        <IconButton label={t('header.back')} className={classes.back} onClick={onBack}>
          <ArrowLeft size={18} />
        </IconButton>
        <Subject conversation={conversation} actions={actions} />
        <OthersHere conversationId={conversation.id} />
        <IconButton label={followText} keys="f" pressed={following} disabled={!complete} onClick={follow}>
          {following ? <BellRing size={17} /> : <Bell size={17} />}
        </IconButton>
        <SnoozeMenu conversation={conversation} actions={actions} />
        <IconButton label={t('commands.side')} keys="]" pressed={sideOpen} onClick={onSide}>
          <PanelRight size={17} />
        </IconButton>
        <ResolveButton conversation={conversation} actions={actions} />
      </div>
      <div className={classes.second}>
        <StatusMenu conversation={conversation} actions={actions} />
        <AssignMenu conversation={conversation} actions={actions} />
        <PriorityMenu conversation={conversation} actions={actions} />
        <TagMenu conversation={conversation} actions={actions} />
        <Suspense>
          <Clocks conversationId={conversation.id} className={classes.clock} />
        </Suspense>
        <WaitingPill conversation={conversation} />
        <span className={classes.menu}>
          <Suspense>
            <ConversationMenu conversation={conversation} />
          </Suspense>
        </span>
      </div>
    </header>
  )
}
