import { cutText } from '../cut-text.ts'
import type { ConditionKind } from '../contract-conditions.ts'
import { searchText } from '../search-text.ts'

/** Of a longer text the beginning is compared: nobody's long text makes an expression slow. */
export const LONGEST_TEXT = 20_000

/** A value as it was seen. What has not the form of its kind counts for nothing. */
export type SeenValue = string | number | boolean | Date | readonly string[] | null

const isText = (value: unknown): value is string => typeof value === 'string'

const FORMS: Record<ConditionKind, (value: unknown) => SeenValue> = {
  choice: (value) => (isText(value) && value !== '' ? value : null),
  text: (value) => (isText(value) ? cutText(value, LONGEST_TEXT) : null),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null),
  moment: (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value : null),
  flag: (value) => (typeof value === 'boolean' ? value : null),
  list: (value) => (Array.isArray(value) ? value.filter(isText) : null),
}

/** What was read of one subject by one condition; texts are folded once, however many comparisons they meet. */
export class Seen {
  readonly value: SeenValue
  #folded: readonly string[] | undefined

  constructor(kind: ConditionKind, read: unknown) {
    this.value = FORMS[kind](read)
  }

  /** The text, or each of a list, as texts are compared: neither width nor case nor the kind of kana counts. */
  get folded(): readonly string[] {
    this.#folded ??= (isText(this.value) ? [this.value] : Array.isArray(this.value) ? this.value : []).map(
      (text: string) => searchText(text),
    )
    return this.#folded
  }
}
