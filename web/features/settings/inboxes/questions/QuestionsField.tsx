import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PickMenu } from '../../../../ui/pick/PickMenu.tsx'
import { SortableList } from '../../../../ui/sort/SortableList.tsx'
import type { Setting } from '../fields/setting.ts'
import { inLanguage } from '../schema/view.ts'
import { newQuestion, type Question, replaced, textOf, withoutLostConditions } from './question.ts'
import { QuestionEditor } from './QuestionEditor.tsx'
import { QuestionRow } from './QuestionRow.tsx'
import classes from './Questions.module.css'

function AddQuestion({ kinds, onAdd }: { kinds: readonly string[]; onAdd(kind: string): void }) {
  const { t } = useTranslation('settings')
  const [opened, setOpened] = useState(false)
  return (
    <PickMenu
      label={t('question.add')}
      plain
      items={() => kinds.map((kind) => ({ id: kind, label: t(`question.kind.${kind}`) }))}
      onPick={onAdd}
      opened={opened}
      onOpened={setOpened}
    >
      <button type="button" className={classes.add} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <Plus size={16} aria-hidden="true" />
        {t('question.add')}
      </button>
    </PickMenu>
  )
}

/** What is wrong with a question or with a part of it, so that a closed one shows it too. */
function firstError(error: Setting['error'], { choices = [] }: Question, place: number): string | undefined {
  const parts = [
    'label',
    'help',
    'key',
    'maxLength',
    'choices',
    ...choices.map((_, at) => `choices.${at}.label`),
  ]
  return [String(place), ...parts.map((part) => `${place}.${part}`)].map((part) => error(part)).find(Boolean)
}

/** The questions of a page: in their order, each opened to be changed. */
export function QuestionsField({ setting }: { setting: Setting }) {
  const { t, i18n } = useTranslation('settings')
  const { field, shape, value, change, error } = setting
  const questions = (Array.isArray(value) ? value : []) as Question[]
  const [open, setOpen] = useState<string>()
  const kinds = (shape.items?.properties?.['kind']?.enum ?? []).map(String)
  const put = (next: readonly Question[]) => change(withoutLostConditions(next))
  const add = (kind: string) => {
    const label = {
      ja: t(`question.kind.${kind}`, { lng: 'ja' }),
      en: t(`question.kind.${kind}`, { lng: 'en' }),
    }
    const made = newQuestion(kind, label, questions)
    put([...questions, made])
    setOpen(made.key)
  }
  const problem = error()
  return (
    <div className={classes.questions}>
      <SortableList
        label={inLanguage(field.label, i18n.language)}
        items={questions}
        keyOf={({ key }) => key}
        nameOf={({ label }) => textOf(label, i18n.language)}
        onSort={put}
      >
        {(question, place) => (
          <>
            <QuestionRow
              question={question}
              questions={questions}
              opened={open === question.key}
              error={firstError(error, question, place)}
              onOpen={() => setOpen(open === question.key ? undefined : question.key)}
              onRemove={() => put(questions.filter((one) => one !== question))}
            />
            {open === question.key ? (
              <QuestionEditor
                question={question}
                questions={questions}
                place={place}
                shape={shape.items ?? {}}
                error={(part) => error(`${place}.${part}`)}
                onChange={(next) => {
                  put(replaced(questions, place, next))
                  setOpen(next.key)
                }}
              />
            ) : null}
          </>
        )}
      </SortableList>
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <AddQuestion kinds={kinds} onAdd={add} />
    </div>
  )
}
