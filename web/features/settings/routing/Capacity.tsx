import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { routingSettingsQuery } from '../../../api/reads/routing.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { Section } from '../frame/Section.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { bodyOf, draftOf, most, type Usual, usualPoints, wrongIn } from './capacity.ts'
import classes from './Queues.module.css'

/** How much a person takes at a time unless their profile says otherwise, and what conversations count for. */
export function Capacity({ usual }: { usual: Usual }) {
  const { t, i18n } = useTranslation('queues')
  const cache = useQueryClient()
  const channels = useQuery(channelsQuery).data ?? []
  const known = new Map(
    channels.map(({ name, title, abilities }) => [
      name,
      { title: inLanguage(title, i18n.language), points: usualPoints(abilities.live) },
    ]),
  )
  // One that is no more still stands in what was saved.
  const names = [...new Set([...known.keys(), ...usual.points.map(({ channel }) => channel)])]
  const form = useForm({
    saved: draftOf(usual),
    check: (draft) =>
      Object.fromEntries(
        wrongIn(draft).map(([path, from, to]) => [path, t('wrongNumber', { from, most: to })]),
      ),
    save: async (draft) => {
      const saved = await call('routing.saveRoutingSettings', { body: bodyOf(draft) })
      cache.setQueryData(routingSettingsQuery.queryKey, saved)
    },
  })
  const { points } = form.draft
  return (
    <SaveForm form={form}>
      <Section title={t('capacity.title')} lead={t('capacity.lead')}>
        <div className={classes.points}>
          <NumberField
            label={t('capacity.points')}
            description={t('capacity.pointsHint')}
            value={form.draft.capacity}
            error={form.errorOf('capacity')}
            onChange={(capacity) => form.set({ capacity })}
          />
          <NumberField
            label={t('capacity.chats')}
            description={t('capacity.chatsHint')}
            value={form.draft.chats}
            error={form.errorOf('chats')}
            onChange={(chats) => form.set({ chats })}
          />
        </div>
      </Section>
      <Section title={t('weights.title')} lead={t('weights.lead', { most: most.points })}>
        <div className={classes.points}>
          {names.map((name) => (
            <NumberField
              key={name}
              label={known.get(name)?.title ?? name}
              placeholder={String(known.get(name)?.points ?? 1)}
              value={points[name]}
              error={form.errorOf(`points.${name}`)}
              onChange={(count) => form.set({ points: { ...points, [name]: count } })}
            />
          ))}
        </div>
      </Section>
    </SaveForm>
  )
}
