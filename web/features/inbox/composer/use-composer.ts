import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { tellTyping } from '../../../api/live/index.ts'
import { draftQuery } from '../../../api/reads/conversations.ts'
import { addressesIn } from './addresses.ts'
import { describeFiles } from './describe-files.ts'
import { drafts, type Mode, type ModeDraft } from './drafts.ts'
import type { EditorHandle } from './editor-handle.ts'
import { useUploads } from './use-uploads.ts'

/** How long after the last key one counts as typing, in ms. */
const typingFor = 4000

/** Tells the others while one types: once at the start, once at the end. */
function useTellTyping(conversationId: string): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    tellTyping(conversationId, false)
  }, [conversationId])
  useEffect(() => stop, [stop])
  return useCallback(() => {
    if (timer.current === undefined) tellTyping(conversationId, true)
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, typingFor)
  }, [conversationId, stop])
}

/** Brings a draft of the server into the composer when this screen knows of none. */
function useServerDraft(conversationId: string): void {
  const [wanted] = useState(() => !drafts.isKnown(conversationId))
  const { data } = useQuery({ ...draftQuery(conversationId), enabled: wanted, staleTime: 0 })
  useEffect(() => {
    if (!wanted || !data || drafts.isKnown(conversationId)) return
    drafts.restore(conversationId, data)
    if (data.attachmentIds.length === 0) return
    void describeFiles(data.attachmentIds).then((files) => drafts.restore(conversationId, data, files))
  }, [wanted, data, conversationId])
}

/**
 * What the composer holds. The words live in the editor and the draft store; React's state changes only when
 * something beside the words does, so that a key costs nothing but the editor's own work.
 */
export function useComposer(conversationId: string) {
  const handle = useRef<EditorHandle>(null)
  const [mode, setModeState] = useState<Mode>(() => drafts.of(conversationId).mode)
  const [empty, setEmpty] = useState(() => drafts.of(conversationId)[mode].text.trim() === '')
  const [copies, setCopies] = useState(() => {
    const { cc, bcc } = drafts.of(conversationId).reply
    return { cc: cc.join(', '), bcc: bcc.join(', ') }
  })
  // A new number draws the editor anew with what the draft store holds.
  const [edition, setEdition] = useState(0)
  const now = useRef({ mode, copies })
  now.current = { mode, copies }
  const tell = useTellTyping(conversationId)
  useServerDraft(conversationId)

  const touch = useCallback(() => drafts.touch(conversationId), [conversationId])
  const files = useUploads(drafts.of(conversationId)[mode].files, touch)
  const { kept, replace } = files

  const current = useCallback((): ModeDraft => {
    const draft = drafts.of(conversationId)[now.current.mode]
    const written = handle.current?.read() ?? draft
    const { cc, bcc } = now.current.copies
    return { ...written, cc: addressesIn(cc), bcc: addressesIn(bcc), files: kept() }
  }, [conversationId, kept])
  const collect = useCallback(() => {
    drafts.put(conversationId, {
      ...drafts.of(conversationId),
      mode: now.current.mode,
      [now.current.mode]: current(),
    })
  }, [conversationId, current])

  useEffect(() => drafts.attach(conversationId, collect), [conversationId, collect])
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') drafts.flush(conversationId)
    }
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [conversationId])

  const show = useCallback(
    (next: Mode) => {
      const draft = drafts.of(conversationId)
      setModeState(next)
      setEmpty(draft[next].text.trim() === '')
      setCopies({ cc: draft.reply.cc.join(', '), bcc: draft.reply.bcc.join(', ') })
      replace(draft[next].files)
      setEdition((old) => old + 1)
    },
    [conversationId, replace],
  )
  useEffect(
    () =>
      drafts.onRestored((id) => {
        if (id === conversationId) show(drafts.of(conversationId).mode)
      }),
    [conversationId, show],
  )

  const setMode = (next: Mode) => {
    if (next === mode) return
    collect()
    show(next)
  }
  const onChange = useCallback(() => {
    setEmpty(handle.current?.isEmpty() ?? true)
    touch()
    tell()
  }, [touch, tell])
  const setCopy = (field: 'cc' | 'bcc', text: string) => {
    setCopies((old) => ({ ...old, [field]: text }))
    touch()
  }
  return { handle, mode, setMode, empty, copies, setCopy, edition, files, onChange, collect, current }
}
