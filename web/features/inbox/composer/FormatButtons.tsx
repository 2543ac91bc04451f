import { type Editor, useEditorState } from '@tiptap/react'
import { Bold, Italic, Link as LinkIcon, List, ListOrdered, type LucideIcon, TextQuote } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { linkAddress } from './addresses.ts'
import classes from './Composer.module.css'

type Format = 'bold' | 'italic' | 'bulletList' | 'orderedList' | 'blockquote'

const formats: { name: Format; icon: LucideIcon; keys?: string; run(editor: Editor): void }[] = [
  { name: 'bold', icon: Bold, keys: 'mod+b', run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    name: 'italic',
    icon: Italic,
    keys: 'mod+i',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  { name: 'bulletList', icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    name: 'orderedList',
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { name: 'blockquote', icon: TextQuote, run: (editor) => editor.chain().focus().toggleBlockquote().run() },
]

interface LinkProps {
  editor: Editor
  onDone(): void
}

function LinkForm({ editor, onDone }: LinkProps) {
  const { t } = useTranslation('inbox')
  const [wrong, setWrong] = useState(false)
  const present = editor.getAttributes('link')['href'] as string | undefined
  const apply = (text: string) => {
    const href = linkAddress(text)
    if (text.trim() !== '' && !href) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (!href) chain.unsetLink().run()
    else if (editor.state.selection.empty && present === undefined) {
      chain
        .insertContent({ type: 'text', text: text.trim(), marks: [{ type: 'link', attrs: { href } }] })
        .run()
    } else chain.setLink({ href }).run()
    return onDone()
  }
  return (
    <form
      className={classes.linkForm}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        const value = new FormData(event.currentTarget).get('address')
        apply(typeof value === 'string' ? value : '')
      }}
    >
      <label>
        {t('format.address')}
        <input
          data-autofocus
          name="address"
          inputMode="url"
          autoComplete="off"
          defaultValue={present}
          aria-invalid={wrong}
          onChange={() => setWrong(false)}
        />
      </label>
      {wrong ? (
        <p className={classes.wrong} role="status">
          {t('format.badAddress')}
        </p>
      ) : null}
    </form>
  )
}

function LinkButton({ editor, active }: { editor: Editor; active: boolean }) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const anchor = useCallback(() => button.current ?? undefined, [])
  return (
    <>
      <IconButton
        ref={button}
        small
        label={t('format.link')}
        pressed={active}
        onClick={() => setOpened(!opened)}
      >
        <LinkIcon size={15} />
      </IconButton>
      {opened ? (
        <Panel
          anchor={anchor}
          label={t('format.link')}
          side="top-start"
          width={280}
          onClose={() => setOpened(false)}
        >
          <LinkForm editor={editor} onDone={() => setOpened(false)} />
        </Panel>
      ) : null}
    </>
  )
}

/** What a picture shows, for those who cannot see it: asked while one is selected. */
function AltField({ editor }: { editor: Editor }) {
  const { t } = useTranslation('inbox')
  const alt = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      now.isActive('picture') ? String(now.getAttributes('picture')['alt'] ?? '') : undefined,
  })
  if (alt === undefined) return null
  return (
    <input
      className={classes.alt}
      aria-label={t('format.alt')}
      placeholder={t('format.alt')}
      maxLength={300}
      value={alt}
      onChange={(event) => editor.commands.updateAttributes('picture', { alt: event.currentTarget.value })}
    />
  )
}

/** Buttons for formatting; they follow the caret without drawing anything else. */
export function FormatButtons({ editor }: { editor: Editor }) {
  const { t } = useTranslation('inbox')
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => [...formats.map(({ name }) => now.isActive(name)), now.isActive('link')],
  })
  return (
    <>
      {formats.map(({ name, icon: Icon, keys, run }, at) => (
        <IconButton
          key={name}
          small
          label={t(`format.${name}`)}
          keys={keys}
          pressed={active[at] ?? false}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          <Icon size={15} />
        </IconButton>
      ))}
      <LinkButton editor={editor} active={active.at(-1) ?? false} />
      <AltField editor={editor} />
    </>
  )
}
