import { useQuery } from '@tanstack/react-query'
import { Sparkles, TriangleAlert } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { variablesQuery } from '../../../../api/reads/templates.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import type { EditorHandle } from '../editor-handle.ts'
import classes from './Answers.module.css'
import { inserted } from './inserted.ts'
import { isMechanical } from './mechanical.ts'
import { selectWords } from './put-in.ts'
import { type Unfilled, unfilledIn } from './unfilled.ts'
import { fieldIn } from './use-slash.ts'

interface Props {
  conversationId: string
  box: RefObject<HTMLElement | null>
  handle: RefObject<EditorHandle | null>
}

interface Seen {
  missing: Unfilled[]
  mechanical: boolean
}

const pause = 300
const nothing: Seen = { missing: [], mechanical: false }

/** What is to be said of what is written, looked at when nobody types. */
function useSeen({ conversationId, box, handle }: Props): Seen {
  const [seen, setSeen] = useState(nothing)
  useEffect(() => {
    const element = box.current
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const field = fieldIn(element)
      const raw = field instanceof HTMLTextAreaElement ? field.value : (field?.textContent ?? '')
      if (raw.trim() === '') inserted.forget(conversationId)
      const texts = inserted.of(conversationId)
      // What costs more than a look is done only where there is something to find.
      const missing = /\{\{|｛｛/.test(raw) ? unfilledIn(raw) : []
      const mechanical = texts.length > 0 && isMechanical(handle.current?.read().text ?? '', texts)
      const next = missing.length > 0 || mechanical ? { missing, mechanical } : nothing
      setSeen((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next))
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(look, pause)
    }
    // What is sent or comes from the server is written by nobody's hands.
    const observer = new MutationObserver(soon)
    if (element) observer.observe(element, { childList: true, characterData: true, subtree: true })
    element?.addEventListener('input', soon)
    soon()
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      element?.removeEventListener('input', soon)
    }
  }, [conversationId, box, handle])
  return seen
}

function Missing({ missing, box, handle }: Pick<Props, 'box' | 'handle'> & { missing: readonly Unfilled[] }) {
  const { t, i18n } = useTranslation('answers')
  const { data } = useQuery(variablesQuery)
  const titleOf = ({ name, source }: Unfilled) => {
    const title = data?.variables.find((one) => one.name === name)?.title
    return title ? inLanguage(title, i18n.language) : source
  }
  return (
    <div className={classes.missing} role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{t('stops')}</span>
      {missing.map((one) => (
        <button
          key={one.source}
          type="button"
          className={classes.place}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => selectWords(box.current, handle.current, one.source)}
        >
          {titleOf(one)}
        </button>
      ))}
    </div>
  )
}

/** Says of what is written that values are missing, and quietly that nothing of it is one's own. */
export function Written(props: Props) {
  const { t } = useTranslation('answers')
  const { missing, mechanical } = useSeen(props)
  if (missing.length > 0) return <Missing missing={missing} box={props.box} handle={props.handle} />
  if (!mechanical) return null
  return (
    <p className={classes.hint} role="status">
      <Sparkles size={14} aria-hidden="true" />
      {t('mechanical')}
    </p>
  )
}
