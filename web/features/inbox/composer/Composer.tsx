import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { cx } from '../../../ui/cx.ts'
import { DropZone } from '../../../ui/files/DropZone.tsx'
import { AnswersHere } from './AnswersHere.tsx'
import { Bars } from './Bars.tsx'
import classes from './Composer.module.css'
import { drafts, type Mode } from './drafts.ts'
import { Editor } from './Editor.tsx'
import { Closing } from './Closing.tsx'
import { Files } from './Files.tsx'
import { Foot } from './Foot.tsx'
import { SendButton } from './SendButton.tsx'
import type { SendOptions } from './send-letter.ts'
import { Archived, Tabs } from './Tabs.tsx'
import { useBase } from './use-base.ts'
import { useButtonsPlace } from './use-buttons-place.ts'
import { useComposer } from './use-composer.ts'
import { leaveField, useComposerKeys } from './use-composer-keys.ts'
import { useFileWork } from './use-file-work.ts'
import { useLater } from './use-later.ts'
import { useRecipients } from './use-recipients.ts'
import { useSend } from './use-send.ts'
import { Whom } from './Whom.tsx'

/** Where answers and notes are written. */
export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation('inbox')
  const may = useMay()
  const { id } = conversation
  const abilities = useInboxes().get(conversation.inboxId)?.abilities
  const canReply = conversation.canReply && may('conversations.reply')
  const { handle, files, mode, ...work } = useComposer(id, canReply)
  const sending = useSend(id)
  const base = useBase(id, mode === 'reply' ? work.empty : undefined, work.edition)
  const buttons = useButtonsPlace()
  const addressable = mode === 'reply' && abilities?.copies === true
  const people = useRecipients(id, work.chosen, work.setChosen, mode === 'reply')
  const whom = addressable ? people : undefined
  const busy = people.loading || files.uploads.some((one) => !one.kept && !one.problem)
  const mayAttach = mode === 'note' || abilities?.attachments !== false
  const nothing = work.empty && !files.uploads.some((one) => one.kept)

  const go = (options: SendOptions, since = base.baseId): void => {
    const draft = work.current()
    if (!draft || (draft.text.trim() === '' && draft.files.length === 0)) return
    if (addressable && !people.check()) return
    sending.send(mode, addressable ? { ...draft, ...people.sent } : draft, options, since)
    leaveField()
  }
  const sendSoon = useLater(busy, go)
  const { take, drop } = useFileWork(handle, files)
  const write = (next: Mode) => {
    sendSoon.forget()
    // At once: the next key, which may wait already, is a word and no command.
    flushSync(() => work.setMode(next))
    handle.current?.focus()
  }
  const keys = { mode, canReply, people: whom, onSend: sendSoon.ask, onWrite: write }
  const { box, onKeyDown } = useComposerKeys(keys)
  return (
    <DropZone label={t('files.drop')} onFiles={take} className={classes.zone}>
      <section
        ref={box}
        className={cx(classes.composer, mode === 'note' && classes.note)}
        aria-label={t(`composer.${mode}`)}
        data-composer
        onKeyDownCapture={onKeyDown}
        onBlur={() => void drafts.flush(id)}
      >
        {mode === 'reply' ? (
          <Bars
            conversationId={id}
            live={abilities?.live === true}
            writing={!work.empty}
            base={base}
            sending={sending}
            onSend={sendSoon.ask}
            onMend={() => handle.current?.focus()}
          />
        ) : null}
        <div className={classes.top}>
          <Tabs mode={mode} canReply={canReply} onMode={write} />
          {conversation.canReply || !may('conversations.reply') ? null : <Archived />}
        </div>
        {mode === 'reply' ? <Whom id={id} work={people} abilities={abilities} writing={!work.empty} /> : null}
        <Editor
          key={`${mode} ${work.edition}`}
          place={id}
          mode={mode}
          rich={mode === 'note' || abilities?.html === true}
          buttons={buttons}
          handle={handle}
          label={t(`composer.${mode}`)}
          placeholder={t(`composer.placeholder.${mode}`)}
          onChange={() => {
            sendSoon.forget()
            work.onChange()
          }}
          onFiles={take}
          collect={work.collect}
        />
        <AnswersHere {...{ mode, box, handle, buttons, write }} conversationId={id} people={whom} />
        {mode === 'reply' ? <Closing text={people.answering?.closing ?? ''} /> : null}
        <Files uploads={files.uploads} onRemove={drop} />
        <Foot place={id} empty={work.empty} onFiles={mayAttach ? files.add : undefined} buttons={buttons}>
          <SendButton mode={mode} disabled={nothing || busy} onSend={sendSoon.ask} />
        </Foot>
      </section>
    </DropZone>
  )
}
