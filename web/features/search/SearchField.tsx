import { Search } from 'lucide-react'
import { type ChangeEvent, type CompositionEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../app/commands/use-commands.ts'
import classes from './Search.module.css'

const pause = 250

/** The field that one searches with: it searches by itself, but never in the middle of a conversion. */
export function SearchField({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const { t } = useTranslation('search')
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const composing = useRef(false)

  const searchSoon = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), pause)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // From outside (the command bar, back and forward); what one is typing is newer than the address.
    if (field.current && document.activeElement !== field.current) field.current.value = q
  }, [q])
  useCommands([
    {
      id: 'search-field',
      title: t('focus'),
      group: t('title'),
      keys: '/',
      run: () => field.current?.select(),
    },
  ])
  return (
    <form
      role="search"
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault()
        clearTimeout(timer.current)
        onSearch(field.current?.value.trim() ?? '')
      }}
    >
      <Search size={17} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        className={classes.input}
        aria-label={t('placeholder')}
        placeholder={t('placeholder')}
        defaultValue={q}
        maxLength={200}
        autoFocus
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event: CompositionEvent<HTMLInputElement>) => {
          composing.current = false
          searchSoon(event.currentTarget.value)
        }}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          if (!composing.current) searchSoon(event.currentTarget.value)
        }}
      />
    </form>
  )
}
