import '../../../ui/styles/fields.ts'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Post, PostKind } from '../../../api/reads/teamwork.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { MomentField } from '../../../app/form/MomentField.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { useAgents, useTeams } from '../../../app/shared/directory.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { type About, ConversationsField } from './ConversationsField.tsx'
import classes from './Posts.module.css'

interface Props {
  kind: PostKind
  /** Undefined for a new one. */
  post: Post | undefined
  /** What a new one is about. */
  about?: readonly About[]
  onSaved(): void
  onClose(): void
}

const draftOf = (post: Post | undefined, about: readonly About[]) => ({
  title: post?.title ?? '',
  body: post?.body ?? '',
  teamIds: post?.teamIds ?? [],
  mustRead: post?.mustRead ?? false,
  expiresAt: post?.expiresAt ?? undefined,
  about: post
    ? post.conversations.map(({ id, number, subject, customer }) => ({ id, number, subject, customer }))
    : [...about],
  giveTo: '',
  again: false,
})

function usePostForm({ kind, post, about = [], onSaved }: Props) {
  const { t } = useTranslation('posts')
  return useForm({
    saved: draftOf(post, about),
    check: ({ title, body, expiresAt }) => ({
      title: kind === 'announcement' && title.trim() === '' ? t('form.noTitle') : undefined,
      body: body.trim() === '' ? t('form.empty') : undefined,
      expiresAt:
        expiresAt !== undefined && expiresAt !== post?.expiresAt && Date.parse(expiresAt) <= Date.now()
          ? t('form.past')
          : undefined,
    }),
    save: async (draft) => {
      const words = {
        title: draft.title.trim(),
        body: draft.body.trim(),
        teamIds: draft.teamIds.length === 0 ? null : draft.teamIds,
        mustRead: draft.mustRead,
        expiresAt: draft.expiresAt ?? null,
        conversationIds: draft.about.map(({ id }) => id),
      }
      if (post)
        await call('teamwork.updatePost', {
          params: { postId: post.id },
          body: { ...words, again: draft.again },
        })
      else await call('teamwork.createPost', { body: { kind, ...words, giveTo: draft.giveTo || null } })
      onSaved()
    },
  })
}

type PostForm = ReturnType<typeof usePostForm>

function GiveTo({ form }: { form: PostForm }) {
  const { t } = useTranslation('posts')
  const me = useMe().agent
  const people = [...useAgents().values()].filter(
    ({ active, bot, id, role }) => active && !bot && id !== me.id && role !== 'readonly',
  )
  return (
    <NativeSelect
      label={t('form.giveTo')}
      description={t('form.giveToHint')}
      value={form.draft.giveTo}
      onChange={(event) => form.set({ giveTo: event.currentTarget.value })}
      data={[
        { value: '', label: t('form.keep') },
        { value: 'nobody', label: t('form.toQueue') },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

function Ends({ form }: { form: PostForm }) {
  const { t } = useTranslation('posts')
  return (
    <fieldset className={classes.ends}>
      <legend>{t('form.ends')}</legend>
      <p className={classes.hint}>{t('form.endsHint')}</p>
      <div className={classes.moment}>
        <MomentField
          labels={{ day: t('form.day'), time: t('form.time') }}
          value={form.draft.expiresAt}
          usual="18:00"
          onChange={(expiresAt) => form.set({ expiresAt })}
        />
      </div>
      {form.errorOf('expiresAt') ? (
        <p className={classes.wrong} role="alert">
          {form.errorOf('expiresAt')}
        </p>
      ) : null}
    </fieldset>
  )
}

/** Writes a hand-over note or an announcement, or changes one. */
export default function PostDialog(props: Props) {
  const { kind, post, onClose } = props
  const { t } = useTranslation('posts')
  const teams = [...useTeams().values()]
  const form = usePostForm(props)
  const { draft } = form
  const isHandover = kind === 'handover'
  return (
    <DialogForm
      title={t(`${post ? 'edit' : 'add'}.${kind}`)}
      submit={post ? t('app:form.save') : t(`post.${kind}`)}
      done={t(post ? 'app:form.saved' : `posted.${kind}`)}
      form={form}
      width={620}
      onClose={onClose}
    >
      {isHandover ? null : (
        <TextInput label={t('form.title')} maxLength={200} data-autofocus {...form.text('title')} />
      )}
      <Textarea
        label={t(`form.body.${kind}`)}
        placeholder={isHandover ? t('form.bodyHint') : undefined}
        autosize
        minRows={5}
        maxRows={16}
        maxLength={10_000}
        data-autofocus={isHandover || undefined}
        {...form.text('body')}
      />
      {isHandover ? (
        <ConversationsField value={draft.about} onChange={(about) => form.set({ about })} />
      ) : null}
      {isHandover && !post && draft.about.length > 0 ? <GiveTo form={form} /> : null}
      {teams.length > 0 ? (
        <PickMany
          label={t('form.teams')}
          hint={t('form.teamsHint')}
          add={t('form.addTeam')}
          emptyText={t('form.everybody')}
          items={teams.map(({ id, name }) => ({ id, label: name }))}
          value={draft.teamIds}
          onChange={(teamIds) => form.set({ teamIds })}
        />
      ) : null}
      <Checkbox
        label={t('form.mustRead')}
        description={t('form.mustReadHint')}
        checked={draft.mustRead}
        onChange={(event) => form.set({ mustRead: event.currentTarget.checked })}
      />
      <Ends form={form} />
      {post ? (
        <Checkbox
          label={t('form.again')}
          description={t('form.againHint')}
          checked={draft.again}
          onChange={(event) => form.set({ again: event.currentTarget.checked })}
        />
      ) : null}
    </DialogForm>
  )
}
