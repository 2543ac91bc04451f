import { lazy } from 'react'
import { loadTexts } from '../../../app/i18n.ts'

/** What should be looked at before a message is sent: fetched when there is something. */
export const Checks = lazy(async () => {
  const [screen] = await Promise.all([import('./ChecksBar.tsx'), loadTexts('checks')])
  return screen
})
