import '../../../ui/styles/fields.ts'
import { Popover, TextInput } from '@mantine/core'
import { type Editor, useEditorState } from '@tiptap/react'
import { Bold, Italic, Link as LinkIcon, List, ListOrdered, type LucideIcon, TextQuote } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { linkAddress } from './addresses.ts'

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

function LinkButton({ editor, active }: { editor: Editor; active: boolean }) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const [wrong, setWrong] = useState(false)
  const apply = (text: string) => {
    const href = linkAddress(text)
    if (text.trim() !== '' && !href) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (!href) chain.unsetLink().run()
    else if (editor.state.selection.empty && !active) {
      chain
        .insertContent({ type: 'text', text: text.trim(), marks: [{ type: 'link', attrs: { href } }] })
        .run()
    } else chain.setLink({ href }).run()
    return setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="top-start" width={280}>
      <Popover.Target>
        <IconButton small label={t('format.link')} pressed={active} onClick={() => setOpened(!opened)}>
          <LinkIcon size={15} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            const value = new FormData(event.currentTarget).get('address')
            apply(typeof value === 'string' ? value : '')
          }}
        >
          <TextInput
            data-autofocus
            name="address"
            size="xs"
            label={t('format.address')}
            defaultValue={(editor.getAttributes('link')['href'] as string | undefined) ?? ''}
            error={wrong ? t('format.badAddress') : null}
            onChange={() => setWrong(false)}
          />
        </form>
      </Popover.Dropdown>
    </Popover>
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
    </>
  )
}
