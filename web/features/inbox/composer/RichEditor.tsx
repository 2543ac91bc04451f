import Mention from '@tiptap/extension-mention'
import Placeholder from '@tiptap/extension-placeholder'
import { type Editor, EditorContent, Extension, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useImperativeHandle, useLayoutEffect, useMemo } from 'react'
import { createPortal } from 'react-dom'
import classes from './Composer.module.css'
import type { Mode } from './drafts.ts'
import type { EditorHandle, EditorProps } from './editor-handle.ts'
import { FormatButtons } from './FormatButtons.tsx'
import { keepCaretInSight } from './keep-caret-in-sight.ts'
import { MentionList, type MentionQuery } from './MentionList.tsx'
import { altOf, Picture, pictureSource } from './picture.ts'
import { leaveField } from './use-composer-keys.ts'
import { Unfilled, wordsIn } from './words.ts'
import { useMentionSuggestion } from './use-mention-suggestion.ts'
import { type DocNode, docToText, isPlain, mentionsIn, textToHtml } from './written.ts'

interface Props extends EditorProps {
  /** Where the buttons for formatting go. */
  buttons: HTMLElement
}

/** Escape leaves the editor, which would keep it to itself; a list of names that is open takes it first. */
const Leave = Extension.create({
  name: 'leave',
  priority: 1,
  addKeyboardShortcuts: () => ({
    Escape: () => {
      leaveField()
      return true
    },
  }),
})

/** Notes are words and names; replies may be formatted. */
function useExtensions(kind: Mode, placeholder: string, suggestion: MentionQuery['suggestion']) {
  return useMemo(() => {
    const plain = kind === 'note'
    const starter = StarterKit.configure({
      heading: false,
      codeBlock: false,
      code: false,
      strike: false,
      underline: false,
      horizontalRule: false,
      link: plain ? false : { openOnClick: false, autolink: true, defaultProtocol: 'https' },
      ...(plain
        ? { bold: false, italic: false, blockquote: false, bulletList: false, orderedList: false }
        : {}),
    })
    const mention = Mention.configure({ HTMLAttributes: { class: classes.mention }, suggestion })
    return [
      starter,
      Leave,
      Placeholder.configure({ placeholder }),
      ...(plain ? [mention] : [Picture, Unfilled]),
    ]
  }, [kind, placeholder, suggestion])
}

const read = (editor: Editor | null) => {
  if (!editor) return { text: '', html: null, mentions: [] }
  const doc = editor.getJSON() as DocNode
  return { text: docToText(doc), html: isPlain(doc) ? null : editor.getHTML(), mentions: mentionsIn(doc) }
}

/** The library's own command of this name waits for the next frame; a key that comes before would be lost. */
function focusEnd(editor: Editor | null): void {
  editor?.commands.setTextSelection(editor.state.doc.content.size)
  editor?.view.focus()
}

const picturesIn = (editor: Editor): Required<Pick<EditorHandle, 'addPicture' | 'removePicture'>> => ({
  addPicture: (file) => {
    const picture = { type: 'picture', attrs: { src: pictureSource(file.id), alt: altOf(file) } }
    editor.chain().focus().insertContent(picture).run()
  },
  removePicture: (id) => {
    const { tr, doc } = editor.state
    doc.descendants((node, at) => {
      if (node.type.name === 'picture' && node.attrs['src'] === pictureSource(id))
        tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize))
    })
    if (tr.docChanged) editor.view.dispatch(tr)
  },
})

/** The rich editor. It draws itself; React hears only that something has changed. */
export default function RichEditor(props: Props) {
  const { handle, initial, label, placeholder, focused, mode, buttons, onChange, onFiles } = props
  const mentions = useMentionSuggestion()
  const extensions = useExtensions(mode, placeholder, mentions.suggestion)
  const editor = useEditor({
    extensions,
    content: initial.html ?? textToHtml(initial.text),
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        class: classes.rich ?? '',
        'aria-label': label,
        role: 'textbox',
        'aria-multiline': 'true',
      },
      handleScrollToSelection: keepCaretInSight,
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        // Tables and texts of office programs come as a picture, too.
        if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return false
        onFiles(files)
        return true
      },
    },
    onUpdate: onChange,
  })
  useLayoutEffect(() => {
    if (focused) focusEnd(editor)
    // oxlint-disable-next-line react/exhaustive-deps -- it takes the caret over once, from the field before it
  }, [])
  useImperativeHandle(
    handle,
    () => ({
      mode,
      read: () => read(editor),
      write: ({ text, html }) => {
        editor?.commands.setContent(html ?? textToHtml(text))
      },
      focus: () => focusEnd(editor),
      isFocused: () => editor?.isFocused ?? false,
      isEmpty: () => editor?.isEmpty ?? true,
      ...(mode === 'reply' && editor ? { ...picturesIn(editor), ...wordsIn(editor) } : {}),
    }),
    [editor, mode],
  )
  return (
    <>
      <EditorContent editor={editor} className={classes.richFrame} />
      {mode === 'note' ? <MentionList query={mentions} /> : null}
      {editor && mode === 'reply' ? createPortal(<FormatButtons editor={editor} />, buttons) : null}
    </>
  )
}
