import type { Actions } from '../../kernel/actions/index.ts'
import type { Conditions } from '../../kernel/conditions/index.ts'
import type { Triggers } from '../../kernel/triggers/index.ts'

/** What the rooms declare: to what rules answer, what they ask, what they do. */
export interface Declared {
  triggers: Triggers
  conditions: Conditions
  actions: Actions
}
