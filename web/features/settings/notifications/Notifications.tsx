import { Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { notificationsQuery } from '../../../api/reads/account.ts'
import type { Happening, NotificationSettings } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Notifications.module.css'
import { Permission } from './Permission.tsx'

const happenings = [
  'mentioned',
  'approval',
  'approved',
  'assigned',
  'returned',
  'replied',
  'team',
] as const satisfies readonly Happening[]
const ways = ['desktop', 'sound'] as const

function Choices({ settings }: { settings: NotificationSettings }) {
  const { t } = useTranslation('notify')
  const cache = useQueryClient()
  const form = useForm({
    saved: settings,
    save: async (draft) => {
      cache.setQueryData(
        notificationsQuery.queryKey,
        await call('notifications.saveNotificationSettings', { body: draft }),
      )
    },
  })
  const toggle = (way: (typeof ways)[number], one: Happening) => {
    const chosen = form.draft[way]
    const on = !chosen.includes(one)
    // In the order of the list, so that choosing and taking back is no change.
    form.set({ [way]: happenings.filter((each) => (each === one ? on : chosen.includes(each))) })
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
            {happenings.map((one) => (
              <tr key={one}>
                <th scope="row">{t(`happening.${one}`)}</th>
                {ways.map((way) => (
                  <td key={way}>
                    <label className={classes.box}>
                      <Checkbox
                        size="xs"
                        aria-label={`${t(`happening.${one}`)} ${t(`way.${way}`)}`}
                        checked={form.draft[way].includes(one)}
                        onChange={() => toggle(way, one)}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </SaveForm>
  )
}

/** What the person is told of while they look elsewhere, and whether this browser lets us. */
export default function Notifications() {
  const { t } = useTranslation('notify')
  const query = useQuery(notificationsQuery)
  return (
    <Page title={t('app:settings.notifications')} lead={t('lead')}>
      <Permission />
      <Loaded query={query}>{(settings) => <Choices settings={settings} />}</Loaded>
    </Page>
  )
}
