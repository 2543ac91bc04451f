import { NativeSelect } from '@mantine/core'
import { IndentDecrease, IndentIncrease, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition, Leaf } from '../../../../api/types.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { inLanguage } from '../../../../ui/in-language.ts'
import classes from './Conditions.module.css'
import type { Editing } from './editing.ts'
import { canIndent, changedAt, indented, outdented, type Path, removedAt } from './tree.ts'
import { leafWith, wrongOf } from './wrong.ts'
import { ValueEditor } from './ValueEditor.tsx'

interface Props {
  leaf: Leaf
  path: Path
  editing: Editing
}

function Buttons({ path, name, editing }: { path: Path; name: string; editing: Editing }) {
  const { t } = useTranslation('conditions')
  const { whole, move } = editing
  return (
    <div className={classes.buttons}>
      {path.length > 1 ? (
        <IconButton small label={t('outdent', { name })} onClick={() => move(outdented(whole, path))}>
          <IndentDecrease size={15} />
        </IconButton>
      ) : null}
      {canIndent(whole, path) ? (
        <IconButton small label={t('indent', { name })} onClick={() => move(indented(whole, path))}>
          <IndentIncrease size={15} />
        </IconButton>
      ) : null}
      <IconButton small label={t('remove', { name })} onClick={() => move(removedAt(whole, path))}>
        <Trash2 size={15} />
      </IconButton>
    </div>
  )
}

interface KnownProps {
  leaf: Leaf
  condition: Condition
  /** Id of what is said to be wrong with it. */
  wrong: string | undefined
  onChange(leaf: Leaf): void
}

function Comparison({ leaf, condition, wrong, onChange }: KnownProps) {
  const { t, i18n } = useTranslation('conditions')
  const name = inLanguage(condition.title, i18n.language)
  const known = condition.comparisons.some(({ how }) => how === leaf.how)
  return (
    <>
      <NativeSelect
        className={classes.how}
        aria-label={t('how', { name })}
        aria-describedby={wrong}
        error={wrong !== undefined}
        data={[
          ...(known ? [] : [{ value: leaf.how, label: '–' }]),
          ...condition.comparisons.map(({ how, title }) => ({
            value: how,
            label: inLanguage(title, i18n.language),
          })),
        ]}
        value={leaf.how}
        onChange={(event) => onChange(leafWith(condition, event.currentTarget.value as Leaf['how'], leaf))}
      />
      <ValueEditor leaf={leaf} condition={condition} onChange={onChange} />
    </>
  )
}

/** One condition: what is asked, how it is compared, and with what. */
export function LeafEditor({ leaf, path, editing }: Props) {
  const { t, i18n } = useTranslation('conditions')
  const message = useId()
  const { whole, conditions, marked, put } = editing
  const condition = conditions.find(({ name }) => name === leaf.condition)
  const name = condition ? inLanguage(condition.title, i18n.language) : t('gone')
  const found = wrongOf(leaf, condition)
  // What is only not filled in yet is no fault until somebody wants to save it.
  const wrong = found === 'value' && !marked ? undefined : found
  return (
    <li className={classes.leaf} data-path={path.join('-')} data-wrong={wrong !== undefined || undefined}>
      <div className={classes.line}>
        <span className={classes.name}>{name}</span>
        {condition ? (
          <Comparison
            leaf={leaf}
            condition={condition}
            wrong={wrong && message}
            onChange={(next) => put(changedAt(whole, path, next))}
          />
        ) : null}
      </div>
      <Buttons path={path} name={name} editing={editing} />
      {wrong ? (
        <p id={message} className={classes.wrong}>
          {t(`here.${wrong}`)}
        </p>
      ) : null}
    </li>
  )
}
