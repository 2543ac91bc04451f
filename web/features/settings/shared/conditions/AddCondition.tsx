import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition, Leaf } from '../../../../api/types.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { PickMenu } from '../../../../ui/pick/PickMenu.tsx'
import classes from './Conditions.module.css'
import { leafWith } from './wrong.ts'

interface Props {
  conditions: readonly Condition[]
  label: string
  icon: ReactNode
  onAdd(leaf: Leaf): void
}

/** What is asked of the conversation itself before what is asked of whom and what it belongs to. */
const inOrder = (conditions: readonly Condition[]) =>
  conditions.toSorted((a, b) => Number(b.about === 'conversation') - Number(a.about === 'conversation'))

/** A button with the list of everything that may be asked. */
export function AddCondition({ conditions, label, icon, onAdd }: Props) {
  const { t, i18n } = useTranslation('conditions')
  const [opened, setOpened] = useState(false)
  const add = (id: string) => {
    const condition = conditions.find(({ name }) => name === id)
    const [first] = condition?.comparisons ?? []
    if (condition && first) onAdd(leafWith(condition, first.how))
  }
  return (
    <PickMenu
      label={label}
      width={380}
      items={() =>
        inOrder(conditions).map(({ name, title, about }) => ({
          id: name,
          label: inLanguage(title, i18n.language),
          detail: i18n.exists(`conditions:about.${about}`) ? t(`about.${about}`) : undefined,
          words: `${title.en} ${title.ja}`,
        }))
      }
      onPick={add}
      emptyText={t('nothingFits')}
      opened={opened}
      onOpened={setOpened}
    >
      <button
        type="button"
        className={classes.add}
        data-add
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {icon}
        {label}
      </button>
    </PickMenu>
  )
}
