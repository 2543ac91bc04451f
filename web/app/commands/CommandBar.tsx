import '../../ui/styles/dialogs.ts'
import { Modal } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pageWords } from '../../features/settings/page-words.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import classes from './CommandBar.module.css'
import { findCommands } from './find-commands.ts'
import { isComposing } from './keys.ts'
import { type Command, commandsNow } from './registry.ts'

/** A command that opens a page, with the words under which that is found. */
function withPageWords(command: Command): Command {
  const words = pageWords[command.id.replace(/^go /, '')]
  return words === undefined ? command : { ...command, words }
}

function useItems(query: string): Command[] {
  const { t } = useTranslation('app')
  const router = useRouter()
  const [commands] = useState(() => commandsNow().map(withPageWords))
  return useMemo(() => {
    const found = findCommands(commands, query)
    const q = query.trim()
    if (q === '') return found
    const search: Command = {
      id: 'search',
      title: t('commands.searchFor', { q }),
      group: t('commands.search'),
      run: () => void router.navigate({ to: '/search', search: { q } }),
    }
    return [...found, search]
  }, [commands, query, router, t])
}

interface OptionProps {
  item: Command
  id: string
  selected: boolean
  onChoose(): void
  onPoint(): void
}

function Option({ item, id, selected, onChoose, onPoint }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={selected}
      className={classes.option}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' })
      }}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {item.id === 'search' ? <Search size={15} aria-hidden="true" /> : null}
      <span className={classes.title}>{item.title}</span>
      <span className={classes.group}>{item.group}</span>
      {item.keys ? <KeyHint keys={item.keys} /> : null}
    </li>
  )
}

/** Everything that can be done now, by its name; what is no command is searched for. */
export default function CommandBar({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const list = useId()
  useFocusBack()
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const items = useItems(query)
  const at = Math.min(place, items.length - 1)

  const choose = (item: Command | undefined) => {
    if (!item) return
    onClose()
    // After the dialog has given the focus back, so that a command may place it anew.
    setTimeout(() => item.run(), 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setPlace((at + step + items.length) % items.length)
    else if (event.key === 'Enter') choose(items[at])
    else return
    event.preventDefault()
  }
  return (
    <Modal.Root opened onClose={onClose} padding={0} size={600} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('commands.label')}>
        <Modal.Body>
          <input
            data-autofocus
            className={classes.input}
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={items[at] ? `${list}-${at}` : undefined}
            aria-label={t('commands.label')}
            placeholder={t('commands.placeholder')}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
              setPlace(0)
            }}
            onKeyDown={onKeyDown}
          />
          <ul id={list} role="listbox" aria-label={t('commands.label')} className={classes.list}>
            {items.map((item, index) => (
              <Option
                key={item.id}
                item={item}
                id={`${list}-${index}`}
                selected={index === at}
                onChoose={() => choose(item)}
                onPoint={() => setPlace(index)}
              />
            ))}
          </ul>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
