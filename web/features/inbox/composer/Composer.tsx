import { UnstyledButton } from '@mantine/core'
import { Lock, Reply } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { useMay } from '../../../app/me.ts'
import { useInboxes } from '../../../app/shared/directory.ts'
import { cx } from '../../../ui/cx.ts'
import { DropZone } from '../../../ui/files/DropZone.tsx'
import { FilePicker } from '../../../ui/files/FilePicker.tsx'
import classes from './Composer.module.css'
import { ConflictBar } from './ConflictBar.tsx'
import { CopyFields } from './CopyFields.tsx'
import { drafts, type Mode } from './drafts.ts'
import { Editor } from './Editor.tsx'
import { Files } from './Files.tsx'
import { SaveMark } from './SaveMark.tsx'
import { SendButton } from './SendButton.tsx'
import { useComposer } from './use-composer.ts'
import { type SendOptions, useSend } from './use-send.ts'

const modes = ['reply', 'note'] as const satisfies Mode[]

interface TabsProps {
  mode: Mode
  canReply: boolean
  onMode(mode: Mode): void
}

function Tabs({ mode, canReply, onMode }: TabsProps) {
  const { t } = useTranslation('inbox')
  return (
    <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
      {modes.map((one) => (
        <UnstyledButton
          key={one}
          type="button"
          className={classes.tab}
          aria-pressed={one === mode}
          disabled={one === 'reply' && !canReply}
          onClick={() => onMode(one)}
        >
          {one === 'reply' ? <Reply size={14} aria-hidden="true" /> : <Lock size={13} aria-hidden="true" />}
          {t(`composer.${one}`)}
        </UnstyledButton>
      ))}
    </div>
  )
}

/** Where answers and notes are written. */
export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation('inbox')
  const may = useMay()
  const { id } = conversation
  const abilities = useInboxes().get(conversation.inboxId)?.abilities
  const canReply = conversation.canReply && may('conversations.reply')
  const work = useComposer(id)
  const mode: Mode = canReply ? work.mode : 'note'
  const { send, conflict, dismiss } = useSend(id)
  const [copiesShown, setCopiesShown] = useState(work.copies.cc !== '' || work.copies.bcc !== '')
  const [buttons, setButtons] = useState<HTMLElement | null>(null)
  const box = useRef<HTMLElement>(null)
  const { uploads, add, remove } = work.files
  const busy = uploads.some((one) => !one.kept && !one.problem)
  const nothing = work.empty && !uploads.some((one) => one.kept)

  const go = (options: SendOptions) => {
    const draft = work.current()
    if (busy || (draft.text.trim() === '' && draft.files.length === 0)) return
    send(mode, draft, options)
    // Hands back on the list: J, K and the others work at once.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const write = (next: Mode) => {
    work.setMode(next)
    setTimeout(() => work.handle.current?.focus(), 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      go(event.shiftKey && mode === 'reply' ? { then: 'resolved' } : {})
    } else if (
      event.key === 'Escape' &&
      !event.defaultPrevented &&
      document.activeElement instanceof HTMLElement
    ) {
      event.stopPropagation()
      document.activeElement.blur()
    }
  }
  const focused = () => box.current?.contains(document.activeElement) ?? false
  const group = t('commands.writing')
  const sendKeys = { group, inFields: true, movement: true }
  useCommands([
    ...(canReply
      ? [{ id: 'reply', title: t('composer.reply'), group, keys: 'r', run: () => write('reply') }]
      : []),
    { id: 'note', title: t('composer.note'), group, keys: 'n', run: () => write('note') },
    { id: 'send', title: t('composer.send'), keys: 'mod+enter', run: () => focused() && go({}), ...sendKeys },
    {
      id: 'send-resolve',
      title: t('composer.sendResolve'),
      keys: 'mod+shift+enter',
      run: () => focused() && go({ then: 'resolved' }),
      ...sendKeys,
    },
  ])
  return (
    <DropZone label={t('files.drop')} onFiles={add} className={classes.zone}>
      <section
        ref={box}
        className={cx(classes.composer, mode === 'note' && classes.note)}
        aria-label={t(`composer.${mode}`)}
        onKeyDownCapture={onKeyDown}
        onBlur={() => drafts.flush(id)}
      >
        {conflict ? (
          <ConflictBar onSend={() => go({ ...conflict.options, anyway: true })} onDismiss={dismiss} />
        ) : null}
        <div className={classes.top}>
          <Tabs mode={mode} canReply={canReply} onMode={write} />
          {mode === 'reply' && abilities?.copies && !copiesShown ? (
            <UnstyledButton type="button" className={classes.addCopies} onClick={() => setCopiesShown(true)}>
              {t('composer.copies')}
            </UnstyledButton>
          ) : null}
        </div>
        {mode === 'reply' && abilities?.copies && copiesShown ? (
          <CopyFields {...work.copies} onChange={work.setCopy} />
        ) : null}
        <Editor
          key={`${mode} ${work.edition}`}
          conversationId={id}
          mode={mode}
          rich={mode === 'note' || abilities?.html === true}
          buttons={buttons}
          handle={work.handle}
          label={t(`composer.${mode}`)}
          placeholder={t(`composer.placeholder.${mode}`)}
          onChange={work.onChange}
          onFiles={add}
          collect={work.collect}
        />
        <Files uploads={uploads} onRemove={remove} />
        <div className={classes.bottom}>
          {mode === 'note' || abilities?.attachments !== false ? (
            <FilePicker label={t('files.attach')} onFiles={add} />
          ) : null}
          <div ref={setButtons} className={classes.buttons} />
          <SaveMark conversationId={id} empty={work.empty} />
          <SendButton mode={mode} disabled={nothing || busy} onSend={go} />
        </div>
      </section>
    </DropZone>
  )
}
