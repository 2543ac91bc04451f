import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { savesForm } from '../../../../app/form/saves.ts'
import { languages } from '../../../../ui/languages.ts'
import { TwoLanguages } from '../fields/TwoLanguages.tsx'
import type { Shape } from '../schema/shape.ts'
import { ChoicesEditor } from './ChoicesEditor.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { type InTwo, type Question, tidied } from './question.ts'
import classes from './Questions.module.css'

interface WordsProps {
  label: string
  value: InTwo
  maxLength: number
  error(part: string): string | undefined
  onChange(value: InTwo): void
}

/** A short text in both languages. */
function Words({ label, value, maxLength, error, onChange }: WordsProps) {
  return (
    <TwoLanguages label={label} error={error('')}>
      {languages.map(({ value: language, label: name }) => (
        <TextInput
          key={language}
          lang={language}
          aria-label={`${label} (${name})`}
          leftSection={<small aria-hidden="true">{language.toUpperCase()}</small>}
          maxLength={maxLength}
          error={error(language)}
          value={value[language] ?? ''}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </TwoLanguages>
  )
}

interface Props {
  question: Question
  questions: readonly Question[]
  place: number
  /** The shape of one question: which parts it has. */
  shape: Shape
  error(part: string): string | undefined
  onChange(question: Question): void
}

/** Everything about one question. */
export function QuestionEditor({ question, questions, place, shape, error, onChange }: Props) {
  const { t } = useTranslation('settings')
  const set = (part: Partial<Question>) => onChange(tidied({ ...question, ...part }))
  const setKey = (typed: string) => {
    const key = typed.trim()
    if (key !== question.key) onChange({ ...question, key })
  }
  const inPart = (name: string) => (part: string) => error(part === '' ? name : `${name}.${part}`)
  const isText = question.kind === 'text' || question.kind === 'textarea'
  const longest = shape.properties?.['maxLength']?.maximum
  return (
    <div className={classes.editor}>
      <Words
        label={t('question.label')}
        value={question.label}
        maxLength={200}
        error={inPart('label')}
        onChange={(label) => onChange({ ...question, label })}
      />
      <Words
        label={t('question.help')}
        value={question.help ?? {}}
        maxLength={500}
        error={inPart('help')}
        onChange={(help) => set({ help })}
      />
      <Checkbox
        label={t('question.mustAnswer')}
        checked={question.required ?? false}
        onChange={(event) => set({ required: event.currentTarget.checked })}
      />
      {isText ? (
        <NumberInput
          styles={{ wrapper: { maxWidth: 200 } }}
          label={t('question.longest')}
          min={1}
          {...(longest === undefined ? {} : { max: longest })}
          error={error('maxLength')}
          value={question.maxLength ?? ''}
          onChange={(value) => set({ maxLength: typeof value === 'number' ? value : Number.NaN })}
        />
      ) : null}
      {question.kind === 'choice' ? (
        <ChoicesEditor
          choices={question.choices ?? []}
          error={inPart('choices')}
          onChange={(choices) => onChange({ ...question, choices })}
        />
      ) : null}
      <ConditionEditor question={question} questions={questions} place={place} onChange={onChange} />
      <NativeSelect
        label={t('question.languages')}
        data={[{ value: '', label: t('question.allLanguages') }, ...languages]}
        value={question.languages?.length === 1 ? question.languages[0] : ''}
        onChange={(event) => {
          const language = event.currentTarget.value
          set({ languages: language === '' ? [] : [language] })
        }}
      />
      <TextInput
        label={t('question.key')}
        description={t('question.keyHint')}
        error={error('key')}
        maxLength={40}
        defaultValue={question.key}
        onBlur={(event) => setKey(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (savesForm(event.nativeEvent)) setKey(event.currentTarget.value)
        }}
      />
    </div>
  )
}
