import { NativeSelect } from '@mantine/core'
import { ListPlus, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { AddCondition } from './AddCondition.tsx'
import classes from './Conditions.module.css'
import type { Editing } from './editing.ts'
import { LeafEditor } from './LeafEditor.tsx'
import { addedTo, changedAt, type Group, isGroup, type Path, removedAt, takesGroups } from './tree.ts'

interface Props {
  group: Group
  path: Path
  editing: Editing
}

const matches = ['all', 'any'] as const
const other = { all: 'any', any: 'all' } as const

/** Conditions of which all must hold, or any, with groups in between. */
export function GroupEditor({ group, path, editing }: Props) {
  const { t } = useTranslation('conditions')
  const { whole, conditions, put, move } = editing
  const isWhole = path.length === 0
  return (
    <div className={isWhole ? undefined : classes.group}>
      {isWhole && group.of.length < 2 ? null : (
        <div className={classes.head}>
          <NativeSelect
            className={classes.match}
            aria-label={t('match')}
            data={matches.map((match) => ({ value: match, label: t(`matches.${match}`) }))}
            value={group.match}
            onChange={(event) =>
              put(
                changedAt(whole, path, {
                  ...group,
                  match: event.currentTarget.value as (typeof matches)[number],
                }),
              )
            }
          />
          {isWhole ? null : (
            <IconButton small label={t('removeGroup')} onClick={() => move(removedAt(whole, path))}>
              <Trash2 size={15} />
            </IconButton>
          )}
        </div>
      )}
      <ul className={classes.parts} aria-label={t(`matches.${group.match}`)}>
        {group.of.map((part, at) => {
          const here = [...path, at]
          const key = isGroup(part) ? `group ${at}` : `${part.condition} ${at}`
          return isGroup(part) ? (
            <li key={key}>
              <GroupEditor group={part} path={here} editing={editing} />
            </li>
          ) : (
            <LeafEditor key={key} leaf={part} path={here} editing={editing} />
          )
        })}
      </ul>
      <div className={classes.adding}>
        <AddCondition
          conditions={conditions}
          label={t('addCondition')}
          icon={<Plus size={14} aria-hidden="true" />}
          onAdd={(leaf) => move(addedTo(whole, path, leaf))}
        />
        {takesGroups(path) && group.of.length > 0 ? (
          <AddCondition
            conditions={conditions}
            label={t('addGroup')}
            icon={<ListPlus size={14} aria-hidden="true" />}
            onAdd={(leaf) => move(addedTo(whole, path, { match: other[group.match], of: [leaf] }))}
          />
        ) : null}
      </div>
    </div>
  )
}
