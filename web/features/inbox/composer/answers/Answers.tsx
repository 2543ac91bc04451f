import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { drafts } from '../drafts.ts'
import { call } from '../../../../api/call.ts'
import { type Macro, macrosQuery } from '../../../../api/reads/macros.ts'
import { type TemplateLine, templatePreviewQuery } from '../../../../api/reads/templates.ts'
import { useCommands } from '../../../../app/commands/use-commands.ts'
import { sayProblem } from '../../../../app/notices/notices.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import type { EditorHandle } from '../editor-handle.ts'
import { inserted } from './inserted.ts'
import { Menu, type MenuKeys } from './Menu.tsx'
import { putIn } from './put-in.ts'
import { type Sent, useMacros } from './use-macros.ts'
import { useSlash } from './use-slash.ts'
import { Written } from './Written.tsx'

export interface AnswersProps {
  conversationId: string
  /** The composer, in which the field stands. */
  box: RefObject<HTMLElement | null>
  handle: RefObject<EditorHandle | null>
  /** Where buttons for writing stand. */
  buttons: HTMLElement
  /** To which addresses it goes; undefined where that is not chosen here. */
  sent: Sent | undefined
  /** Brings the caret into the answer. */
  onWrite(): void
}

/** Answers of the library, looked for with `/` where one writes, and what is to be said of what was put in. */
export default function Answers({ conversationId, box, handle, buttons, sent, onWrite }: AnswersProps) {
  const { t } = useTranslation('answers')
  const cache = useQueryClient()
  const to = sent?.to
  const [busy, setBusy] = useState(false)
  const runMacro = useMacros(conversationId, sent)
  const { data: macros = [] } = useQuery(macrosQuery({ state: 'usable', limit: 50 }))
  const keys = useRef<MenuKeys>(null)
  const { slash, close } = useSlash(box, (event) => keys.current?.press(event) ?? false)
  const pick = async (line: Pick<TemplateLine, 'id'>, language: string | undefined) => {
    const chosen = { templateId: line.id, language, to }
    // Who has read it here has it at once: the next key may be a word already.
    const read = cache.getQueryData(templatePreviewQuery(conversationId, chosen).queryKey)
    const put = ({ text }: { text: string }) => {
      inserted.add(conversationId, text)
      putIn(box.current, handle.current, text)
      close()
    }
    if (read) put(read)
    setBusy(true)
    try {
      const filled = await call('templates.useTemplate', {
        params: { conversationId },
        body: { templateId: line.id, ...(to ? { to: [...to] } : {}), ...(language ? { language } : {}) },
      })
      if (!read) put(filled)
      void cache.invalidateQueries({ queryKey: ['templates'], refetchType: 'none' })
    } catch (error) {
      sayProblem(error)
      close()
    } finally {
      setBusy(false)
    }
  }
  const act = async (macro: Macro) => {
    setBusy(true)
    if (slash) putIn(box.current, handle.current, '')
    close()
    // What was typed to find it is no words of theirs any more, on the server neither.
    await drafts.flush(conversationId)
    await runMacro(macro, !(handle.current?.isEmpty() ?? true))
    setBusy(false)
  }
  const open = () => {
    onWrite()
    const written = handle.current?.read().text ?? ''
    putIn(box.current, handle.current, written === '' || /\s$/.test(written) ? '/' : ' /')
  }
  const group = t('inbox:commands.writing')
  useCommands([
    { id: 'answers', title: t('insert'), group, place: 3, words: '/', run: open },
    ...macros.map((macro) => ({
      id: `macro ${macro.id}`,
      title: t('macro.run', { title: macro.title }),
      group,
      run: () => void act(macro),
    })),
  ])
  return (
    <>
      {slash ? (
        <Menu
          ref={keys}
          box={box}
          conversationId={conversationId}
          to={to}
          query={slash.query}
          busy={busy}
          onPick={(line, language) => void pick(line, language)}
          onRun={(macro) => void act(macro)}
          onClose={close}
        />
      ) : null}
      <Written conversationId={conversationId} box={box} handle={handle} />
      {createPortal(
        <IconButton small label={t('insert')} onMouseDown={(event) => event.preventDefault()} onClick={open}>
          <FileText size={15} />
        </IconButton>,
        buttons,
      )}
    </>
  )
}
