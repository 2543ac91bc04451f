import { type Editor, Extension } from '@tiptap/react'
import { closeHistory } from '@tiptap/pm/history'
import { Fragment, Slice } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import classes from './Composer.module.css'
import { unfilledIn } from './answers/unfilled.ts'
import type { EditorHandle } from './editor-handle.ts'

type Doc = Editor['state']['doc']

/** Where words stand within one line of the text. */
function placesOf(doc: Doc, words: readonly string[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = []
  doc.descendants((node, at) => {
    if (!node.isText || !node.text) return
    for (const one of words)
      for (let from = node.text.indexOf(one); from >= 0; from = node.text.indexOf(one, from + one.length))
        places.push({ from: at + from, to: at + from + one.length })
  })
  return places
}

const marksIn = (doc: Doc): DecorationSet => {
  // Most texts have no brace at all.
  const missing = /\{\{|｛｛/.test(doc.textContent) ? unfilledIn(doc.textContent) : []
  if (missing.length === 0) return DecorationSet.empty
  const places = placesOf(
    doc,
    missing.map(({ source }) => source),
  )
  return DecorationSet.create(
    doc,
    places.map(({ from, to }) => Decoration.inline(from, to, { class: classes.unfilled ?? '' })),
  )
}

/** Marks where a value is missing. */
export const Unfilled = Extension.create({
  name: 'unfilled',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      state: {
        init: (_config, { doc }) => marksIn(doc),
        apply: (tr, marks) => (tr.docChanged ? marksIn(tr.doc) : marks),
      },
      props: {
        decorations(state) {
          return this.getState(state)
        },
      },
    }),
  ],
})

/** What is put in from elsewhere: lines that go on in the one in which the caret stands. */
export const wordsIn = (editor: Editor): Required<Pick<EditorHandle, 'insert' | 'select'>> => ({
  insert: (text, instead) => {
    const { state, view } = editor
    const { from, to } = state.selection
    const { paragraph } = state.schema.nodes
    if (!paragraph) return
    const lines = text
      .split('\n')
      .map((line) => paragraph.create(null, line === '' ? null : state.schema.text(line)))
    const tr = state.tr.setSelection(TextSelection.create(state.doc, from - instead, to))
    // Taken back by itself, whatever was typed just before.
    view.dispatch(
      closeHistory(tr)
        .replaceSelection(new Slice(Fragment.fromArray(lines), 1, 1))
        .scrollIntoView(),
    )
    view.focus()
  },
  select: (words) => {
    const [place] = placesOf(editor.state.doc, [words])
    if (place) editor.chain().focus().setTextSelection(place).run()
  },
})
