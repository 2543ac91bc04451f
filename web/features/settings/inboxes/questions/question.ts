/** A text in Japanese and English; one may be left out. */
export interface InTwo {
  ja?: string
  en?: string
}

/** One answer to choose, and what follows from choosing it. */
export interface Choice {
  value: string
  label: InTwo
  tags?: string[]
  inboxId?: string
  priority?: string
}

/** One question of a page, as a setting holds it. */
export interface Question {
  key: string
  kind: string
  label: InTwo
  help?: InTwo
  required?: boolean
  maxLength?: number
  choices?: Choice[]
  showWhen?: { field: string; equals: string[] }
  languages?: string[]
}

/** What a ticked box has as its value. */
export const ticked = 'yes'

/** A name like the others that nobody has yet: `choice2`. */
export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}${number}`)) return `${base}${number}`
}

/** A new question of a kind, with a key of its own. */
export function newQuestion(kind: string, label: InTwo, questions: readonly Question[]): Question {
  const key = freeName(
    kind.replace(/[^a-z]/g, ''),
    questions.map((one) => one.key),
  )
  const choices = kind === 'choice' ? [{ value: 'choice1', label: { ja: '選択肢1', en: 'Choice 1' } }] : []
  return { key, kind, label, required: false, choices }
}

/** A question as it can be saved: empty texts and empty conditions are left out. */
export function tidied(question: Question): Question {
  const { help, showWhen, languages, maxLength, ...rest } = question
  return {
    ...rest,
    ...(help && (help.ja || help.en) ? { help } : {}),
    ...(showWhen && showWhen.equals.length > 0 ? { showWhen } : {}),
    ...(languages && languages.length > 0 ? { languages } : {}),
    ...(maxLength === undefined || Number.isNaN(maxLength) ? {} : { maxLength }),
  }
}

/** The questions with one of them changed; whoever depends on it follows its new key. */
export function replaced(questions: readonly Question[], place: number, next: Question): Question[] {
  const old = questions[place]?.key
  const others = questions.filter((_, at) => at !== place).map(({ key }) => key)
  const key = next.key === old ? next.key : freeName(next.key, others)
  return questions.map((one, at) => {
    if (at === place) return { ...next, key }
    return one.showWhen && one.showWhen.field === old && key !== old
      ? { ...one, showWhen: { ...one.showWhen, field: key } }
      : one
  })
}

/** Questions on whose answer another may depend: choices and boxes further up. */
export const conditionsFor = (questions: readonly Question[], place: number): Question[] =>
  questions.slice(0, place).filter(({ kind }) => kind === 'choice' || kind === 'checkbox')

/** The first text there is, in the language of the screen where it has one. */
export const textOf = ({ ja = '', en = '' }: InTwo, language: string): string =>
  language === 'ja' ? ja || en : en || ja

/** Questions in a new order, or with some taken out: conditions that no longer hold go with them. */
export const withoutLostConditions = (questions: readonly Question[]): Question[] =>
  questions.map((question, place) => {
    const asked = conditionsFor(questions, place).find(({ key }) => key === question.showWhen?.field)
    if (!question.showWhen) return question
    const { showWhen, ...rest } = question
    if (!asked) return rest
    const known = asked.kind === 'choice' ? (asked.choices ?? []).map(({ value }) => value) : [ticked]
    const equals = showWhen.equals.filter((value) => known.includes(value))
    return equals.length === 0 ? rest : { ...rest, showWhen: { ...showWhen, equals } }
  })
