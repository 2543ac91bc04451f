import type { Condition } from '../../../../api/types.ts'
import type { Group, Moved } from './tree.ts'

/** What every part of the field works with. */
export interface Editing {
  whole: Group
  conditions: readonly Condition[]
  /** Somebody wanted to save it: what is not filled in is wrong now. */
  marked: boolean
  put(whole: Group): void
  /** The same, and the keyboard goes on somewhere else. */
  move(moved: Moved): void
}
