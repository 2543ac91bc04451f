import { Button, Textarea } from '@mantine/core'
import { Braces, Plus, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../app/shared/Section.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { languageName } from '../../../ui/language-name.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Editor.module.css'
import { InsertVariable } from './InsertVariable.tsx'
import { LanguageTabs } from './LanguageTabs.tsx'
import { Preview } from './Preview.tsx'
import { type Warning, Warnings } from './Warnings.tsx'

interface Variant {
  language: string
  body: string
}

/** Languages that are offered first; any other is found by typing its name. */
const offered = ['ja', 'en', 'zh-CN', 'zh-TW', 'ko', 'vi', 'th', 'fr', 'de', 'es', 'pt-BR', 'it', 'id', 'ru']

const longest = 20_000

/** A text area with something that is put in where the caret is. */
function useInsertion(body: string, onChange: (body: string) => void) {
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (caret.current === undefined) return
    field.current?.focus()
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  }, [body])
  const insert = (text: string) => {
    const { selectionStart: from = body.length, selectionEnd: to = body.length } = field.current ?? {}
    caret.current = from + text.length
    onChange(body.slice(0, from) + text + body.slice(to))
  }
  return { field, insert }
}

function AddLanguage({ taken, onAdd }: { taken: readonly string[]; onAdd(language: string): void }) {
  const { t, i18n } = useTranslation('templates')
  const [opened, setOpened] = useState(false)
  const items = () =>
    offered
      .filter((one) => !taken.includes(one))
      .map((id) => ({ id, label: languageName(id, i18n.language), words: id }))
  return (
    <PickMenu
      label={t('text.addLanguage')}
      items={items}
      onPick={onAdd}
      emptyText={t('text.noLanguage')}
      opened={opened}
      onOpened={setOpened}
    >
      <button
        type="button"
        className={classes.addLanguage}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Plus size={14} aria-hidden="true" />
        {t('text.addLanguage')}
      </button>
    </PickMenu>
  )
}

interface Props {
  variants: readonly Variant[]
  problem: string | undefined
  warnings: readonly Warning[]
  onChange(variants: Variant[]): void
}

/** What an answer says in each of its languages, with a preview on a real conversation. */
export function Variants({ variants, problem, warnings, onChange }: Props) {
  const { t, i18n } = useTranslation('templates')
  const [chosen, setChosen] = useState(variants[0]?.language)
  const [inserting, setInserting] = useState(false)
  const at = Math.max(
    0,
    variants.findIndex(({ language }) => language === chosen),
  )
  const { language, body } = variants[at] ?? { language: 'ja', body: '' }
  const name = languageName(language, i18n.language)
  const write = (text: string) =>
    onChange(variants.map((one, nth) => (nth === at ? { language, body: text } : one)))
  const { field, insert } = useInsertion(body, write)
  const add = (next: string) => {
    onChange([...variants, { language: next, body: '' }])
    setChosen(next)
  }
  const insertButton = (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<Braces size={15} />}
      onClick={() => setInserting(true)}
    >
      {t('text.insert')}
    </Button>
  )
  return (
    <Section title={t('text.title')} lead={t('text.lead')} action={insertButton}>
      <LanguageTabs languages={variants.map((one) => one.language)} value={language} onChange={setChosen}>
        <AddLanguage taken={variants.map((one) => one.language)} onAdd={add} />
        {variants.length > 1 ? (
          <IconButton
            small
            label={t('text.removeLanguage', { name })}
            onClick={() => onChange(variants.filter((_, nth) => nth !== at))}
          >
            <Trash2 size={15} />
          </IconButton>
        ) : null}
      </LanguageTabs>
      <Textarea
        ref={field}
        label={t('text.of', { name })}
        lang={language}
        autosize
        minRows={6}
        maxRows={24}
        maxLength={longest}
        value={body}
        error={problem}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Warnings warnings={warnings} />
      <Preview text={body} language={language} />
      {inserting ? <InsertVariable onInsert={insert} onClose={() => setInserting(false)} /> : null}
    </Section>
  )
}
