import { useQuery } from '@tanstack/react-query'
import { Zap } from 'lucide-react'
import { type Ref, type RefObject, useEffect, useId, useImperativeHandle, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Macro, macrosQuery } from '../../../../api/reads/macros.ts'
import { type TemplateLine, templatePreviewQuery, templatesQuery } from '../../../../api/reads/templates.ts'
import { useProblemText } from '../../../../app/notices/problem-text.ts'
import { Filled } from '../../../../app/shared/templates/Filled.tsx'
import { cx } from '../../../../ui/cx.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { languageName } from '../../../../ui/language-name.ts'
import { SkeletonLines } from '../../../../ui/states.tsx'
import classes from './Answers.module.css'
import { useSoon } from '../../../../ui/use-soon.ts'
import { useLater } from '../use-later.ts'
import { fieldIn } from './use-slash.ts'

/** Takes the keys that are pressed while one writes on; true for those that are its own. */
export interface MenuKeys {
  press(event: KeyboardEvent): boolean
}

interface Props {
  ref: Ref<MenuKeys>
  box: RefObject<HTMLElement | null>
  conversationId: string
  to: readonly string[] | undefined
  /** What stands behind the `/`. */
  query: string
  busy: boolean
  onPick(line: TemplateLine, language: string | undefined): void
  onRun(macro: Macro): void
  onClose(): void
}

const most = 30

/** A line of the list: an answer to put in, or a macro to run. */
type Entry = { line: TemplateLine; macro?: never } | { line?: never; macro: Macro }

const idOf = (entry: Entry): string => (entry.line ?? entry.macro).id

/** Says to those who do not see the list that the field has one, and which line of it is meant. */
function useTellField(box: Props['box'], list: string, active: string | undefined): void {
  useEffect(() => {
    const field = fieldIn(box.current)
    field?.setAttribute('aria-controls', list)
    if (active) field?.setAttribute('aria-activedescendant', active)
    else field?.removeAttribute('aria-activedescendant')
    return () => {
      field?.removeAttribute('aria-controls')
      field?.removeAttribute('aria-activedescendant')
    }
  }, [box, list, active])
}

interface PreviewProps extends Pick<Props, 'conversationId' | 'to'> {
  line: Pick<TemplateLine, 'id' | 'languages'>
  language: string | undefined
  onLanguage(language: string): void
}

/** The answer as it would read here, in the customer's language or in another one that is chosen. */
function Preview({ line, language, onLanguage, conversationId, to }: PreviewProps) {
  const { t, i18n } = useTranslation('answers')
  const textOf = useProblemText()
  const wanted = useSoon({ templateId: line.id, language })
  const { data, error } = useQuery(templatePreviewQuery(conversationId, { ...wanted, to }))
  const shown = wanted.templateId === line.id ? data : undefined
  return (
    <div className={classes.preview} aria-live="off">
      {line.languages.length > 1 ? (
        <div className={classes.languages} role="group" aria-label={t('language')}>
          {line.languages.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.language}
              aria-pressed={one === (language ?? shown?.language)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onLanguage(one)}
            >
              {languageName(one, i18n.language)}
            </button>
          ))}
          <kbd className={classes.keys}>← →</kbd>
        </div>
      ) : null}
      {error && !shown ? <p className={classes.wrong}>{textOf(error)}</p> : null}
      {shown ? (
        <div lang={shown.language}>
          <Filled parts={shown.parts} />
        </div>
      ) : (
        <SkeletonLines lines={3} />
      )}
    </div>
  )
}

/** What a macro does, with its reply as it would read here. */
function MacroPreview({ macro, ...rest }: Pick<Props, 'conversationId' | 'to'> & { macro: Macro }) {
  const { i18n } = useTranslation('answers')
  return (
    <div className={classes.macro}>
      <ul className={classes.doing}>
        {macro.doing.map((one, at) => (
          <li key={`${at} ${one.en}`}>{inLanguage(one, i18n.language)}</li>
        ))}
      </ul>
      {macro.templateId ? (
        <Preview
          line={{ id: macro.templateId, languages: [] }}
          language={undefined}
          onLanguage={() => undefined}
          {...rest}
        />
      ) : null}
    </div>
  )
}

/** Which line is meant, in which language, and the keys that change it. */
function useChoosing(
  { ref, query, busy, onPick, onRun, onClose }: Props,
  lines: readonly Entry[],
  isSettling: boolean,
) {
  const [place, setPlace] = useState({ query, at: 0, language: undefined as string | undefined })
  const { at, language } = place.query === query ? place : { at: 0, language: undefined }
  const line = lines[Math.min(at, lines.length - 1)]
  const go = (next: number) => setPlace({ query, at: next, language: undefined })
  const speak = (next: string | undefined) => setPlace({ query, at, language: next })
  const turn = (step: number): boolean => {
    const all = line?.line?.languages ?? []
    if (all.length < 2) return false
    const now = all.findIndex((one) => one === language)
    speak(all[(Math.max(now, step > 0 ? -1 : 0) + step + all.length) % all.length])
    return true
  }
  const pick = (one: Entry | undefined) => {
    if (!one || busy) return
    if (one.macro) onRun(one.macro)
    else onPick(one.line, one === line ? language : undefined)
  }
  // What stands there while the answer is on its way fits what was typed before: what fits then is meant. What a macro does
  // has to have been in sight.
  const soon = useLater(isSettling, (isEarly: boolean) => {
    if (!isEarly || line?.line) pick(line)
  })
  useImperativeHandle(ref, () => ({
    press: (event) => {
      soon.forget()
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (event.key === 'Escape') onClose()
      else if (lines.length === 0) return false
      else if (step) go((Math.min(at, lines.length - 1) + step + lines.length) % lines.length)
      else if (event.key === 'Enter' || event.key === 'Tab') soon.ask(isSettling)
      else if (event.key === 'ArrowRight') return turn(1)
      else if (event.key === 'ArrowLeft') return turn(-1)
      else return false
      return true
    },
  }))
  return { line, language, go, speak, pick }
}

/** What fits: the answers, and behind them the macros. The same line stays the same object while nothing changes. */
function useEntries(query: string) {
  const asked = query === '' ? {} : { q: query }
  const answers = useQuery(templatesQuery({ state: 'usable', limit: most, ...asked }))
  const macros = useQuery(macrosQuery({ state: 'usable', limit: most, ...asked }))
  const lines = useMemo(
    () => [
      ...(answers.data ?? []).map((line): Entry => ({ line })),
      ...(macros.data ?? []).map((macro): Entry => ({ macro })),
    ],
    [answers.data, macros.data],
  )
  return {
    lines,
    isPending: answers.isPending || macros.isPending,
    isPlaceholderData: answers.isPlaceholderData || macros.isPlaceholderData,
  }
}

/** The answers that fit what is typed behind `/`, above the field, with the one that is meant as it would read here. */
export function Menu(props: Props) {
  const { conversationId, to, query, box, busy } = props
  const { t } = useTranslation('answers')
  const list = useId()
  const { isPending, isPlaceholderData, lines } = useEntries(query)
  const { line, language, go, speak, pick } = useChoosing(props, lines, isPlaceholderData)
  useTellField(box, list, line ? `${list}-${idOf(line)}` : undefined)
  // Nothing fits, and what stands there may well be words.
  if (!isPending && !isPlaceholderData && lines.length === 0 && query !== '')
    return (
      <p className="visually-hidden" role="status">
        {t('nothing')}
      </p>
    )
  return (
    <div className={classes.menu} aria-busy={busy || isPlaceholderData}>
      <p className="visually-hidden" role="status">
        {isPending ? '' : t('found', { count: lines.length })}
      </p>
      {lines.length === 0 && !isPending ? <p className={classes.none}>{t('empty')}</p> : null}
      <ul id={list} role="listbox" aria-label={t('insert')} className={classes.list}>
        {lines.map((one, at) => (
          <li
            key={idOf(one)}
            id={`${list}-${idOf(one)}`}
            role="option"
            aria-selected={one === line}
            className={cx(classes.option, one === line && classes.meant)}
            ref={(element) => {
              if (one === line) element?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerMove={() => {
              if (one !== line) go(at)
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            <span className={classes.title}>{(one.line ?? one.macro).title}</span>
            {one.line?.shortcut ? <code className={classes.shortcut}>/{one.line.shortcut}</code> : null}
            {one.line?.folder ? <span className={classes.folder}>{one.line.folder}</span> : null}
            {one.macro ? (
              <span className={classes.isMacro}>
                <Zap size={13} aria-hidden="true" />
                {t('macro.name')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {line?.macro ? <MacroPreview macro={line.macro} {...{ conversationId, to }} /> : null}
      {line?.line ? (
        <Preview line={line.line} onLanguage={speak} {...{ language, conversationId, to }} />
      ) : null}
    </div>
  )
}
