import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { drafts, type LocalDraft, type Mode, type ModeDraft } from './drafts.ts'
import type { EditorHandle } from './editor-handle.ts'
import { tabOf } from './place.ts'
import type { Chosen } from './recipients.ts'
import { useDraftSync } from './use-draft-sync.ts'
import { useTellTyping } from './use-tell-typing.ts'
import { uploads } from './uploads.ts'
import { useUploads } from './use-uploads.ts'

const modes = ['reply', 'note'] as const satisfies Mode[]

/** What React knows of the composer: everything but the words, which live in the editor. */
interface Shown {
  mode: Mode
  empty: boolean
  chosen: Chosen
  /** A new number draws the editor anew with what the draft store holds. */
  edition: number
}

const shownOf = (draft: LocalDraft, edition: number): Shown => ({
  mode: draft.mode,
  empty: draft[draft.mode].text.trim() === '',
  chosen: { to: draft.reply.to, cc: draft.reply.cc, bcc: draft.reply.bcc },
  edition,
})

/**
 * What the composer holds. The words live in the editor and the draft store; React's state changes only when
 * something beside the words does, so that a key costs nothing but the editor's own work.
 */
export function useComposer(conversationId: string, canReply: boolean) {
  const handle = useRef<EditorHandle>(null)
  const [shown, setShown] = useState(() => shownOf(drafts.of(conversationId), 0))
  const mode = canReply ? shown.mode : 'note'
  // Beside the state, since what is saved must be the newest, whatever React has drawn by then.
  const chosen = useRef<Chosen>(shown.chosen)
  const tell = useTellTyping(conversationId)
  const touch = useCallback(() => drafts.touch(conversationId), [conversationId])
  const files = useUploads(conversationId, mode)

  /** What stands in the editor now, with everything beside the words; undefined once the editor is gone. */
  const current = useCallback((): ModeDraft | undefined => {
    // The editor says whose words it holds: while the tab changes, React may be a step ahead of it.
    const { current: editor } = handle
    if (!editor) return undefined
    const files = uploads.kept(tabOf(conversationId, editor.mode))
    return { ...editor.read(), ...chosen.current, files }
  }, [conversationId])
  const collect = useCallback(() => {
    const draft = current()
    const whose = handle.current?.mode
    if (!draft || !whose) return
    drafts.put(conversationId, { ...drafts.of(conversationId), mode: whose, [whose]: draft })
  }, [conversationId, current])
  const show = useCallback(() => {
    const draft = drafts.of(conversationId)
    for (const one of modes) uploads.replace(tabOf(conversationId, one), draft[one].files)
    const { to, cc, bcc } = draft.reply
    chosen.current = { to, cc, bcc }
    setShown((old) => shownOf(draft, old.edition + 1))
  }, [conversationId])
  const redraw = useCallback(() => {
    const writing = handle.current?.isFocused() ? handle.current.mode : undefined
    // At once: what is read from the editor, and what is typed into it, goes on from what came in.
    flushSync(show)
    if (writing && handle.current?.mode === writing && !handle.current.isEmpty()) handle.current.focus()
  }, [show])
  useDraftSync(conversationId, collect, redraw)

  const setMode = (next: Mode) => {
    if (next === mode) return
    collect()
    drafts.put(conversationId, { ...drafts.of(conversationId), mode: next })
    show()
  }
  const onChange = useCallback(() => {
    const empty = handle.current?.isEmpty() ?? true
    setShown((old) => (old.empty === empty ? old : { ...old, empty }))
    touch()
    // A note is none of the customer's business.
    if (mode === 'reply') tell()
  }, [touch, tell, mode])
  const setChosen = (next: Chosen) => {
    chosen.current = next
    setShown((old) => ({ ...old, chosen: next }))
    touch()
  }
  return { handle, ...shown, mode, setMode, setChosen, files, onChange, collect, current }
}
