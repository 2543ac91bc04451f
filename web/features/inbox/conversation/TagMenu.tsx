import { useQueryClient } from '@tanstack/react-query'
import { Tag as TagIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { tagsQuery } from '../../../api/reads/directory.ts'
import type { ConversationDetail, Tag } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { useTags } from '../../../app/shared/directory.tsx'
import { cx } from '../../../ui/cx.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Dot, Pill } from '../../../ui/Pill.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Header.module.css'
import type { Actions } from './use-actions.ts'

const mostShown = 6

interface Props {
  conversation: ConversationDetail
  actions: Actions
}

function useTagWork({ actions }: Props) {
  const cache = useQueryClient()
  const toggle = (id: string) =>
    actions.setTags((tagIds) => (tagIds.includes(id) ? tagIds.filter((one) => one !== id) : [...tagIds, id]))
  const create = (name: string) => {
    call('conversations.createTag', { body: { name } }).then((tag) => {
      cache.setQueryData(tagsQuery.queryKey, (old) => [...(old ?? []), tag])
      actions.setTags((tagIds) => [...tagIds, tag.id])
    }, sayProblem)
  }
  return { toggle, create }
}

/** The tags of the conversation; new ones are made by typing a name that is not there. */
export function TagMenu({ conversation, actions }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const tags = useTags()
  const [opened, setOpened] = useState(false)
  const { toggle, create } = useTagWork({ conversation, actions })
  const chosen = conversation.tagIds.map((id) => tags.get(id)).filter((tag) => tag !== undefined)
  const rest = chosen.slice(mostShown)
  const namesOf = (some: Tag[]) => some.map((tag) => tag.name)
  const may = useMay()('conversations.write')
  const label = t('tags.label')
  const group = t('commands.conversation')
  useCommands(
    may ? [{ id: 'tags', title: label, group, place: 7, keys: 't', run: () => setOpened(true) }] : [],
  )
  return (
    <PickMenu
      label={label}
      items={() =>
        [...tags.values()].map((tag) => ({
          id: tag.id,
          label: tag.name,
          icon: <Dot colour={tag.colour} />,
          chosen: conversation.tagIds.includes(tag.id),
        }))
      }
      onPick={toggle}
      create={{ text: (name) => t('tags.create', { name }), run: create }}
      opened={opened}
      onOpened={setOpened}
      multiple
      emptyText={t('tags.none')}
    >
      <button
        type="button"
        className={cx(classes.control, classes.tagControl)}
        // As they stand there, so that whoever says what they see finds the button.
        aria-label={`${label}: ${namesOf(chosen).join(' ') || t('tags.empty')}`}
        aria-expanded={opened}
        aria-haspopup="dialog"
        disabled={!may}
        onClick={() => setOpened(!opened)}
      >
        {chosen.length === 0 ? (
          <>
            <TagIcon size={15} />
            <span className={classes.text}>{t('tags.empty')}</span>
          </>
        ) : (
          <span className={classes.tags}>
            {chosen.slice(0, mostShown).map((tag) => (
              <Pill key={tag.id} icon={<Dot colour={tag.colour} />}>
                {tag.name}
              </Pill>
            ))}
            {rest.length > 0 ? (
              <Pill title={listOf(namesOf(rest), i18n.language)}>+{rest.length}</Pill>
            ) : null}
          </span>
        )}
      </button>
    </PickMenu>
  )
}
