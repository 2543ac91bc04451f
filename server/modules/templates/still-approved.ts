import { may, type Caller } from '../../kernel/caller.ts'
import type { TemplateRow } from './queries/templates.ts'

type Reach = Pick<TemplateRow, 'archivedAt' | 'expiresOn' | 'teamIds' | 'approved' | 'purpose'>

/** True where an answer would be used where, when, or for what, it was not before. */
const reachesFurther = (before: Reach, after: Reach): boolean =>
  (before.purpose !== after.purpose && after.purpose === 'refusal') ||
  (before.archivedAt !== null && after.archivedAt === null) ||
  (before.expiresOn !== null && (after.expiresOn === null || after.expiresOn > before.expiresOn)) ||
  (before.teamIds !== null &&
    (after.teamIds === null || after.teamIds.some((id) => !before.teamIds?.includes(id))))

/** The version that may still be used after a change: none where somebody widened what they may not approve. */
export const stillApproved = (caller: Caller, before: Reach, after: Reach): number | null =>
  !may(caller, 'templates.approve') && reachesFurther(before, after) ? null : after.approved
