import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { holidayCountriesQuery, holidaysQuery } from '../../../api/reads/settings.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { dayIn } from '../../../ui/time/day-in.ts'
import { writtenDay } from '../../../ui/time/written-day.ts'
import { Section } from '../frame/Section.tsx'
import { countryNames } from './country-names.ts'
import classes from './Hours.module.css'
import { type Calendar, nextBlock, weekdayOf } from './week.ts'

interface ComingProps {
  region: string
  calendar: Calendar
  onDay(day: Calendar['days'][number]): void
}

/** The holidays of the next twelve months, each with the way to stay open on it. */
function Coming({ region, calendar: { timeZone, week, days }, onDay }: ComingProps) {
  const { t, i18n } = useTranslation('settings')
  const today = dayIn(timeZone, useNow())
  const year = Number(today.slice(0, 4))
  const query = useQuery(holidaysQuery(region, year))
  const special = new Set(days.map(({ date }) => date))
  const until = `${year + 1}${today.slice(4)}`
  return (
    <Loaded query={query}>
      {(holidays) => (
        <ul className={classes.specials} aria-label={t('hours.coming')}>
          {holidays
            .filter(({ date }) => date >= today && date < until)
            .map(({ date, name }) => {
              const title = inLanguage(name, i18n.language)
              const usual = week[weekdayOf(date)] ?? []
              const blocks = usual.length === 0 ? [nextBlock([])] : usual
              return (
                <li key={date} className={classes.special}>
                  <span className={classes.date} data-figures>
                    {writtenDay(date, i18n.language)}
                  </span>
                  <span className={classes.dayName}>{title}</span>
                  {special.has(date) ? (
                    <span className={classes.closed}>{t('hours.ownHours')}</span>
                  ) : (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={t('hours.openOn', { day: `${writtenDay(date, i18n.language)} ${title}` })}
                      onClick={() => onDay({ date, name: title.slice(0, 100), blocks })}
                    >
                      {t('hours.open')}
                    </Button>
                  )}
                </li>
              )
            })}
        </ul>
      )}
    </Loaded>
  )
}

interface Props {
  calendar: Calendar
  onRegion(region: string | null): void
  onDay(day: Calendar['days'][number]): void
}

/** On whose public holidays it is closed. */
export function Holidays({ calendar, onRegion, onDay }: Props) {
  const { t, i18n } = useTranslation('settings')
  const query = useQuery(holidayCountriesQuery)
  const { region } = calendar
  return (
    <Section title={t('hours.holidays')} lead={t('hours.holidaysLead')}>
      <Loaded query={query}>
        {(countries) => {
          const country = countries.find(({ code }) => code === region?.split('-')[0])
          return (
            <div className={classes.region}>
              <NativeSelect
                label={t('hours.country')}
                data={[{ value: '', label: t('hours.noCountry') }, ...countryNames(countries, i18n.language)]}
                value={country?.code ?? ''}
                onChange={(event) => onRegion(event.currentTarget.value || null)}
              />
              {country && country.parts.length > 0 ? (
                <NativeSelect
                  label={t('hours.part')}
                  data={[
                    { value: country.code, label: t('hours.wholeCountry') },
                    ...country.parts.map(({ code, name }) => ({ value: code, label: name })),
                  ]}
                  value={region ?? ''}
                  onChange={(event) => onRegion(event.currentTarget.value)}
                />
              ) : null}
            </div>
          )
        }}
      </Loaded>
      {region === null ? null : <Coming region={region} calendar={calendar} onDay={onDay} />}
    </Section>
  )
}
