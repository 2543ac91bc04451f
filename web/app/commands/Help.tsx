import '../../ui/styles/dialogs.ts'
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './Help.module.css'
import { type Command, commandsNow } from './registry.ts'

function byGroup(commands: Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>()
  const seen = new Set<string>()
  for (const command of commands) {
    if (!command.keys || seen.has(command.keys)) continue
    seen.add(command.keys)
    groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  return [...groups]
}

/** Every key that does something here and now. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const [groups] = useState(() => byGroup(commandsNow()))
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.groups}>
        {groups.map(([group, commands]) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id} className={classes.row}>
                  <dt>{command.title}</dt>
                  <dd>
                    <span className="visually-hidden">{command.keys}</span>
                    <KeyHint keys={command.keys ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
