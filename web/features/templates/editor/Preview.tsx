import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { conversationQuery, defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import { textPreviewQuery } from '../../../api/reads/templates.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Filled } from '../../../app/shared/templates/Filled.tsx'
import { cx } from '../../../ui/cx.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { ChooseConversation } from './ChooseConversation.tsx'
import classes from './Editor.module.css'

const kept = 'madoguchi.preview-conversation'

/** The conversation on which texts are shown: the one that was chosen here last, else the newest. */
function useConversation() {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(kept) ?? undefined)
  const newest = useInfiniteQuery({
    ...listQuery({ ...defaultFilter, status: 'any' }),
    enabled: chosen === undefined,
  })
  const id = chosen ?? rowsOf(newest.data)[0]?.id ?? ''
  const { data: conversation } = useQuery({ ...conversationQuery(id), enabled: id !== '' })
  const choose = (next: string) => {
    sessionStorage.setItem(kept, next)
    setChosen(next)
  }
  return { id, conversation, choose, none: id === '' && newest.isSuccess }
}

/** A text as it would read in a conversation that really is there; what is missing stands out. */
export function Preview({ text, language }: { text: string; language: string }) {
  const { t, i18n } = useTranslation('templates')
  const textOf = useProblemText()
  const [choosing, setChoosing] = useState(false)
  const { id, conversation, choose, none } = useConversation()
  // Words come faster than answers: what is looked at follows at its own pace.
  const query = useQuery(textPreviewQuery(id, useDeferredValue(text), language))
  if (none) return <p className={classes.noPreview}>{t('preview.none')}</p>
  const about = conversation
    ? t('preview.of', {
        name: conversation.customer.name,
        subject: conversation.subject || conversation.preview || t('words:noSubject'),
      })
    : t('preview.title')
  return (
    <section className={classes.preview} aria-label={t('preview.title')}>
      <div className={classes.previewHead}>
        <Eye size={15} aria-hidden="true" />
        <span className={classes.previewOf}>{about}</span>
        <Button variant="subtle" size="compact-sm" onClick={() => setChoosing(true)}>
          {t('preview.choose')}
        </Button>
      </div>
      {query.error ? <p className={classes.wrong}>{textOf(query.error)}</p> : null}
      {query.data && text.trim() !== '' ? (
        <div className={cx(classes.previewText, query.isPlaceholderData && classes.old)} lang={language}>
          <Filled parts={query.data.parts} />
          {query.data.missing.length > 0 ? (
            <p className={classes.wrong} role="status">
              {t('preview.missing', {
                names: listOf(
                  query.data.missing.map(({ title }) => inLanguage(title, i18n.language)),
                  i18n.language,
                ),
              })}
            </p>
          ) : null}
        </div>
      ) : null}
      {choosing ? (
        <ChooseConversation
          onPick={(next) => {
            choose(next)
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </section>
  )
}
