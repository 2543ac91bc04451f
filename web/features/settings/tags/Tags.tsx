import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Search, Tag as TagIcon, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { tagsQuery } from '../../../api/reads/directory.ts'
import type { Tag } from '../../../api/types.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { foldText } from '../../../ui/pick/find-items.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { ColourDot } from '../shared/ColourDot.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Tags.module.css'
import { TagDialog } from './TagDialog.tsx'

type Shown = { tag: Tag | undefined; as: 'edit' | 'remove' } | undefined

function List({ tags, onShow }: { tags: readonly Tag[]; onShow(shown: Shown): void }) {
  const { t, i18n } = useTranslation('settings')
  const [query, setQuery] = useState('')
  const order = new Intl.Collator(i18n.language)
  const found = tags
    .filter(({ name }) => foldText(name).includes(foldText(query.trim())))
    .sort((a, b) => order.compare(a.name, b.name))
  return (
    <>
      <TextInput
        className={classes.search}
        aria-label={t('tags.search')}
        placeholder={t('tags.search')}
        leftSection={<Search size={15} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Box>
        {found.length === 0 ? (
          <EmptyState
            icon={<TagIcon size={28} strokeWidth={1.5} />}
            title={tags.length === 0 ? t('tags.none') : t('tags.noneFits')}
          >
            {tags.length === 0 ? t('tags.noneText') : null}
          </EmptyState>
        ) : (
          <Rows label={t('app:settings.tags')}>
            {found.map((tag) => (
              <Row
                key={tag.id}
                sign={<ColourDot colour={tag.colour} />}
                title={
                  <button type="button" onClick={() => onShow({ tag, as: 'edit' })}>
                    {tag.name}
                  </button>
                }
              >
                <IconButton
                  label={t('question.remove', { name: tag.name })}
                  onClick={() => onShow({ tag, as: 'remove' })}
                >
                  <Trash2 size={16} />
                </IconButton>
              </Row>
            ))}
          </Rows>
        )}
      </Box>
    </>
  )
}

/** The tags that conversations can carry. */
export default function Tags() {
  const { t } = useTranslation('settings')
  const query = useQuery(tagsQuery)
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const remove = async ({ id }: Tag) => {
    await call('conversations.deleteTag', { params: { tagId: id } })
    await queryClient.invalidateQueries({ queryKey: tagsQuery.queryKey })
  }
  const { tag } = shown ?? {}
  return (
    <Page
      title={t('app:settings.tags')}
      lead={t('tags.lead')}
      action={
        <Button leftSection={<Plus size={16} />} onClick={() => setShown({ tag: undefined, as: 'edit' })}>
          {t('tags.add')}
        </Button>
      }
    >
      <Loaded query={query}>{(tags) => <List tags={tags} onShow={setShown} />}</Loaded>
      {shown?.as === 'edit' ? <TagDialog tag={tag} onClose={close} /> : null}
      {shown?.as === 'remove' && tag ? (
        <AskDialog
          title={t('tags.removeTitle', { name: tag.name })}
          done={t('tags.removed', { name: tag.name })}
          run={() => remove(tag)}
          onClose={close}
        >
          {t('tags.removeText')}
        </AskDialog>
      ) : null}
    </Page>
  )
}
