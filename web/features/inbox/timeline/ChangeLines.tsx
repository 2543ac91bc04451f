import { useTranslation } from 'react-i18next'
import type { Change } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { changeText } from './change-text.ts'
import classes from './Message.module.css'

/** Changes that followed each other: who did what, in one quiet line each. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('inbox')
  const names = { agents: useAgents(), teams: useTeams(), tags: useTags(), inboxes: useInboxes() }
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.id}>
          {changeText(t, names, change)} · <Time at={change.at} form="clock" />
        </li>
      ))}
    </ul>
  )
}
