import { deepEqual } from '@tanstack/react-router'
import { type ChangeEvent, type Dispatch, type SetStateAction, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api/problem.ts'
import { useProblemText } from '../notices/problem-text.ts'
import { changesOver, errorsByField } from './form-state.ts'
import { valueAt } from './paths.ts'

/** What is wrong, by the path of the field. */
type Errors = Record<string, string | undefined>

type TextEvent = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>

/** A form over something that is kept on the server. */
export interface Form<T extends object> {
  /** What stands in the fields: what is kept, with the person's changes over it. */
  draft: T
  dirty: boolean
  busy: boolean
  /** What went wrong with the form as a whole, in words. */
  problem: string | undefined
  set(part: Partial<T>): void
  /** What is wrong with a field, by its path: `name`, `settings.smtp.host`. */
  errorOf(path: string): string | undefined
  /** Everything that a text field, text area or native select needs. */
  text(key: keyof T & string): { value: string; error: string | undefined; onChange(event: TextEvent): void }
  /** Saves; tells whether it worked. */
  submit(): Promise<boolean>
  /** Throws the changes away. */
  reset(): void
}

/** A form, whatever it holds: what bars and dialogs need of it. */
export type AnyForm = Pick<Form<object>, 'dirty' | 'busy' | 'problem' | 'submit' | 'reset'>

interface Options<T> {
  /** What is kept. Fields that were not touched follow it when it changes. */
  saved: T
  /** Sends the changes. Throws `ApiProblem`; what it names by field is shown beside the fields. */
  save(draft: T, changes: Partial<T>): Promise<unknown>
  /** What can be told without the server: what is wrong, by the path of the field. */
  check?(draft: T): Errors
}

/** What is wrong with a form: by field, and as a whole. */
function useErrors() {
  const { t, i18n } = useTranslation('app')
  const textOf = useProblemText()
  const [fields, setFields] = useState<Errors>({})
  const [problem, setProblem] = useState<string>()
  return {
    fields,
    problem,
    /** Said near the button as well: the field may be out of sight. */
    refuse: (wrong: [path: string, text: string | undefined][]) => {
      setFields(Object.fromEntries(wrong))
      setProblem(t('form.check'))
    },
    fail: (error: unknown) => {
      // The server says what is wrong with a field in English only.
      const foreign = i18n.language === 'ja'
      const found = Object.entries(errorsByField(asProblem(error)))
      setFields(Object.fromEntries(found.map(([path, text]) => [path, foreign ? t('form.wrong') : text])))
      setProblem(textOf(error))
    },
    forget: () => {
      setFields({})
      setProblem(undefined)
    },
    /** A field that is changed is no longer wrong until it is looked at again. */
    forgetChanged: (before: object, after: object) => {
      const stays = ([path]: [string, unknown]) => deepEqual(valueAt(before, path), valueAt(after, path))
      setFields((old) => Object.fromEntries(Object.entries(old).filter(stays)))
      setProblem(undefined)
    },
  }
}

/** Sends the draft; one at a time. What is typed meanwhile stays. */
function useSending<T extends object>(
  { save, check }: Options<T>,
  errors: ReturnType<typeof useErrors>,
  setTouched: Dispatch<SetStateAction<Partial<T>>>,
) {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const submit = async (draft: T, changes: Partial<T>): Promise<boolean> => {
    if (running.current) return false
    const wrong = Object.entries(check?.(draft) ?? {}).filter(([, text]) => text !== undefined)
    errors.forget()
    if (wrong.length > 0) {
      errors.refuse(wrong)
      return false
    }
    running.current = true
    setBusy(true)
    try {
      await save(draft, changes)
      setTouched((now) => changesOver(draft, now))
      return true
    } catch (error) {
      errors.fail(error)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, submit }
}

/** A form with what is wrong beside its fields. Show it with `SaveForm`, or in a dialog with `DialogForm`. */
export function useForm<T extends object>(options: Options<T>): Form<T> {
  const { saved } = options
  const [touched, setTouched] = useState<Partial<T>>({})
  const errors = useErrors()
  const { busy, submit } = useSending(options, errors, setTouched)
  const draft = { ...saved, ...touched }
  const changes = changesOver(saved, touched)
  const errorOf = (path: string) => errors.fields[path]
  const set = (part: Partial<T>) => {
    setTouched((old) => ({ ...old, ...part }))
    errors.forgetChanged(draft, { ...draft, ...part })
  }
  return {
    draft,
    dirty: Object.keys(changes).length > 0,
    busy,
    problem: errors.problem,
    set,
    errorOf,
    text: (key) => ({
      value: typeof draft[key] === 'string' ? draft[key] : '',
      error: errorOf(key),
      onChange: (event) => set({ [key]: event.currentTarget.value } as Partial<T>),
    }),
    submit: () => submit(draft, changes),
    reset: () => {
      setTouched({})
      errors.forget()
    },
  }
}
