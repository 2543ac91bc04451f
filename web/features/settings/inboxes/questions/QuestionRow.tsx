import { ChevronDown, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { Pill } from '../../../../ui/Pill.tsx'
import { type Question, textOf } from './question.ts'
import classes from './Questions.module.css'

interface Props {
  question: Question
  questions: readonly Question[]
  opened: boolean
  error: string | undefined
  onOpen(): void
  onRemove(): void
}

/** One question in the list: its name, its kind, when it is asked. */
export function QuestionRow({ question, questions, opened, error, onOpen, onRemove }: Props) {
  const { t, i18n } = useTranslation('settings')
  const name = textOf(question.label, i18n.language) || t('question.unnamed')
  const [only, ...others] = question.languages ?? []
  const asked = questions.find(({ key }) => key === question.showWhen?.field)
  return (
    <div className={classes.row}>
      <button type="button" className={classes.open} aria-expanded={opened} onClick={onOpen}>
        <ChevronDown size={16} className={classes.chevron} aria-hidden="true" />
        <span className={classes.words}>
          <span className={classes.name}>{name}</span>
          <span className={classes.detail}>
            {t(`question.kind.${question.kind}`)}
            {only && others.length === 0 ? ` · ${t(`question.only.${only}`)}` : null}
            {asked ? ` · ${t('question.dependsOn', { name: textOf(asked.label, i18n.language) })}` : null}
          </span>
          {error ? (
            <span className={classes.problem} role="alert">
              {error}
            </span>
          ) : null}
        </span>
        {question.required ? <Pill tone="waiting">{t('question.required')}</Pill> : null}
      </button>
      <IconButton label={t('question.remove', { name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  )
}
