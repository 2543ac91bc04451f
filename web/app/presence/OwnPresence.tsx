import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenceState } from '../../api/reads/presence.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMe } from '../me.ts'
import classes from './Presence.module.css'
import { PresenceIcon } from './PresenceIcon.tsx'
import { presenceStates, presenceWords } from './presence-words.ts'
import { useOwnPresence } from './use-own-presence.ts'

/** More words under which the command bar finds a state, in both languages. */
const words: Record<PresenceState, string> = {
  online: 'presence status available back 在席 復帰',
  away: 'presence status break lunch 在席 休憩 昼休み',
  call: 'presence status phone 在席 電話',
  training: 'presence status meeting 在席 会議',
  off: 'presence status offline leave 在席 退勤 帰宅',
}
const PresenceDialog = lazy(() => import('./PresenceDialog.tsx'))

/** What the person does, as a sign at their own in the rail, and the commands that change it. */
export function OwnPresence({ id }: { id: string }) {
  const { t } = useTranslation('presence')
  const { agent } = useMe()
  const { own, choose } = useOwnPresence()
  const [asking, setAsking] = useState(false)
  const group = t('title')
  useCommands([
    ...presenceStates.map((state) => ({
      id: `presence ${state}`,
      title: t('command', { state: t(`state.${state}`) }),
      group,
      words: words[state],
      run: () => choose(state),
    })),
    {
      id: 'presence',
      title: t('withReasonAct'),
      group,
      words: 'presence status reason 在席 理由 休憩',
      run: () => setAsking(true),
    },
  ])
  return (
    <>
      {own ? (
        <span className={classes.badge} data-presence={own.state}>
          <PresenceIcon look={own.state} size={12} />
          <span id={id} className="visually-hidden">
            {presenceWords(t, own.state, own.reason)}
          </span>
        </span>
      ) : null}
      {asking && own ? (
        <Suspense>
          <PresenceDialog name={agent.name} presence={own} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
