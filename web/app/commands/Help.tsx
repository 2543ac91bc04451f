import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './Help.module.css'
import { type Command, commandsNow } from './registry.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface Line {
  title: string
  /** Several keys may do the same. */
  keys: string[]
}

function byGroup(commands: Command[]): [string, Line[]][] {
  const groups = new Map<string, Line[]>()
  const seen = new Set<string>()
  for (const { keys, group, title } of commands) {
    if (!keys || seen.has(keys)) continue
    seen.add(keys)
    const lines = groups.get(group) ?? []
    groups.set(group, lines)
    const same = lines.find((line) => line.title === title)
    if (same) same.keys.push(keys)
    else lines.push({ title, keys: [keys] })
  }
  return [...groups]
}

/** Every key that does something here and now. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const [groups] = useState(() => byGroup(commandsNow()))
  return (
    <Dialog onClose={onClose} size={720} title={t('help.title')}>
      <div className={classes.groups}>
        {groups.map(([group, lines]) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl>
              {lines.map(({ title, keys }) => (
                <div key={title} className={classes.row}>
                  <dt>{title}</dt>
                  <dd className={classes.keys}>
                    {keys.map((one) => (
                      <Fragment key={one}>
                        <span className="visually-hidden">{one}</span>
                        <KeyHint keys={one} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
