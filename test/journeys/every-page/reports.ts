import { click, type Place } from './acts.ts'

/** Reports, and what flows. */
export const reports: Record<string, Place[]> = {
  '/reports': [
    { name: 'reports', path: '/reports?period=90d' },
    { name: 'reports table', path: '/reports?period=90d&view=table&by=inbox' },
    {
      name: 'reports behind',
      path: '/reports?period=90d&metric=resolution-time&by=inbox&view=table',
      open: async (page) => {
        await page.locator('tbody button').first().click()
        await page.locator('main h3, main h2').last().scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'reports definition',
      path: '/reports?period=90d&metric=first-contact-resolution',
      open: click('[data-metric=first-contact-resolution] button[aria-expanded]'),
    },
  ],
  '/reports/flow': [
    { name: 'flow', path: '/reports/flow?period=90d' },
    { name: 'flow finding', path: '/reports/flow?period=90d&finding=unanswered' },
    { name: 'flow table', path: '/reports/flow?period=90d&view=table' },
  ],
}
