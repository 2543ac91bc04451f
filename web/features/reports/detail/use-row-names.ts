import { useTranslation } from 'react-i18next'
import { axisDay, axisMonth, daysText } from '../days.ts'
import type { Answer } from '../figures.ts'
import { useChannelNames } from '../use-channel-names.ts'

type Row = Answer['rows'][number]

/** Names of the parts of a picture: whole ones, and short ones for an axis. */
export function useRowNames(by: NonNullable<Answer['by']>, locale: string) {
  const { t } = useTranslation('reports')
  const channels = useChannelNames()
  const name = (row: Row): string => {
    if (row.from && row.to) return daysText(row.from, row.to, locale)
    if (row.key === null) return by === 'team' ? t('noTeam') : by === 'cause' ? t('noCause') : t('nobody')
    if (by === 'channel') return channels(row.key)
    if (by === 'status') return t(`words:status.${row.key}`)
    return row.label ?? t('gone')
  }
  const short = (row: Row): string =>
    row.from === undefined
      ? name(row)
      : by === 'month'
        ? axisMonth(row.from, locale)
        : axisDay(row.from, locale)
  return { name, short }
}
