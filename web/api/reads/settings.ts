import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Kinds of channels that can be connected, with how their settings are asked for. Fixed while the server runs. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => call('inboxes.listChannels', { signal }),
  staleTime: 30 * 60_000,
})

/** The brands of the workspace. */
export const brandsQuery = queryOptions({
  queryKey: ['brands'],
  queryFn: ({ signal }) => call('workspace.listBrands', { signal }),
})

/** What is checked before a message is sent. */
export const sendChecksQuery = queryOptions({
  queryKey: ['send-checks'],
  queryFn: ({ signal }) => call('conversations.getSendChecks', { signal }),
})

/** All calendars, with whether they are open just now. */
export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: ({ signal }) => call('hours.listCalendars', { signal }),
  // Shops open and close while one looks.
  refetchInterval: 60_000,
})

/** One calendar: its hours, its special days, and who goes by it. */
export const calendarQuery = (calendarId: string) =>
  queryOptions({
    queryKey: ['calendars', calendarId],
    queryFn: ({ signal }) => call('hours.getCalendar', { params: { calendarId }, signal }),
  })

/** Countries whose public holidays are known. Fixed while the server runs. */
export const holidayCountriesQuery = queryOptions({
  queryKey: ['holiday-countries'],
  queryFn: ({ signal }) => call('hours.listHolidayCountries', { signal }),
  staleTime: 30 * 60_000,
})

/** The public holidays of a country or part of it, of a year and the one after it. */
export const holidaysQuery = (region: string, year: number) =>
  queryOptions({
    queryKey: ['holidays', region, year],
    queryFn: ({ signal }) => call('hours.listHolidays', { query: { region, year }, signal }),
    staleTime: 30 * 60_000,
  })

/** Everything that may be asked of a conversation, with the values to choose from. */
export const conditionsQuery = queryOptions({
  queryKey: ['conditions'],
  queryFn: ({ signal }) => call('conditions.listConditions', { signal }),
})

/** What is promised to whom, in the order in which it is asked. */
export const slaPoliciesQuery = queryOptions({
  queryKey: ['sla-policies'],
  queryFn: ({ signal }) => call('sla.listPolicies', { signal }),
})

/** After how long people are told that a customer waits for an answer. */
export const unansweredRulesQuery = queryOptions({
  queryKey: ['unanswered-rules'],
  queryFn: ({ signal }) => call('unanswered.listUnansweredRules', { signal }),
})
