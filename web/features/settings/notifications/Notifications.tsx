import { Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { notificationsQuery } from '../../../api/reads/account.ts'
import type { NotificationSettings, Way } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Devices } from './Devices.tsx'
import classes from './Notifications.module.css'
import { Outside } from './Outside.tsx'
import { Permission } from './Permission.tsx'
import { Tests } from './Tests.tsx'

const ways = ['app', 'desktop', 'sound', 'push', 'mail'] as const satisfies readonly Way[]

type Choices = NotificationSettings['choices']
type Draft = Record<string, Way[]>

const draftOf = (choices: Choices): Draft =>
  Object.fromEntries(choices.map(({ happening, ways: chosen }) => [happening, chosen]))

function ChoiceTable({ choices }: { choices: Choices }) {
  const { t, i18n } = useTranslation('notify')
  const cache = useQueryClient()
  const form = useForm({
    saved: draftOf(choices),
    save: async (draft) => {
      const saved = await call('notifications.saveNotificationSettings', { body: { ways: draft } })
      cache.setQueryData(notificationsQuery.queryKey, (old) => old && { ...old, ...saved })
    },
  })
  const toggle = (happening: string, way: Way) => {
    const chosen = form.draft[happening] ?? []
    const on = !chosen.includes(way)
    // In the order of the list, so that choosing and taking back is no change.
    form.set({ [happening]: ways.filter((each) => (each === way ? on : chosen.includes(each))) })
  }
  return (
    <SaveForm form={form}>
      <Section title={t('what')} lead={t('whatLead')} flush>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('what')}</span>
              </th>
              {ways.map((way) => (
                <th key={way} scope="col">
                  {t(`way.${way}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {choices.map(({ happening, title }) => {
              const name = inLanguage(title, i18n.language)
              return (
                <tr key={happening}>
                  <th scope="row">{name}</th>
                  {ways.map((way) => (
                    <td key={way}>
                      <label className={classes.box}>
                        <Checkbox
                          size="xs"
                          aria-label={`${name} ${t(`way.${way}`)}`}
                          checked={form.draft[happening]?.includes(way) ?? false}
                          onChange={() => toggle(happening, way)}
                        />
                        <span className={classes.way} aria-hidden="true">
                          {t(`way.${way}`)}
                        </span>
                      </label>
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Section>
    </SaveForm>
  )
}

/** What the person is told of, in which ways, and whether this browser lets us. */
export default function Notifications() {
  const { t } = useTranslation('notify')
  const query = useQuery(notificationsQuery)
  return (
    <Page
      title={t('app:settings.notifications')}
      lead={
        <>
          {t('lead')} <PlainLink href="/notices">{t('toNotices')}</PlainLink>
        </>
      }
    >
      <Loaded query={query}>
        {({ choices, preferences, mailReady }) => (
          <>
            <ChoiceTable choices={choices} />
            {mailReady ? null : <p className={classes.hint}>{t('mailNotReady')}</p>}
            <Devices />
            <Permission />
            <Outside preferences={preferences} />
            <Tests />
          </>
        )}
      </Loaded>
    </Page>
  )
}
