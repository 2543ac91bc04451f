import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../../api/types.ts'
import { useAgents, useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { LinkLine } from '../merge/later.ts'
import { changeText } from './change-text.ts'
import classes from './Message.module.css'

const links = new Set<Change['kind']>(['merged', 'unmerged', 'split', 'unsplit'])

/** Both conversations of a merge or a split tell of it; where they stand in one timeline, once is enough. */
const isFirst = ({ kind, from, to, at }: Change, place: number, all: readonly Change[]): boolean =>
  !links.has(kind) ||
  place === all.findIndex((one) => one.kind === kind && one.from === from && one.to === to && one.at === at)

/** Changes that followed each other: who did what, in one quiet line each. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('inbox')
  const names = { agents: useAgents(), teams: useTeams(), inboxes: useInboxes() }
  return (
    <ul className={classes.changes}>
      {changes.filter(isFirst).map((change) => (
        <li key={change.id}>
          {links.has(change.kind) ? (
            <Suspense>
              <LinkLine change={change} />
            </Suspense>
          ) : (
            changeText(t, names, change)
          )}{' '}
          · <Time at={change.at} form="clock" />
        </li>
      ))}
    </ul>
  )
}
